"""The seizures that the figures of the store are measured with: the real file, or one of the same shape."""

from __future__ import annotations

import csv
import gzip
import os
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.figure import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison.people.models import Officer

REAL = ROOT.parent / "shared/data/routes/unodc_ids_2011-2016_noncannabis.csv.xz"
ROWS = 311_038
COLUMNS = (
    "REGION",
    "SUBREGION",
    "COUNTRY",
    "ADMINISTRATIVE_DIVISION",
    "PLACE",
    "SEIZURE_DATE",
    "DRUG_NAME",
    "AMOUNT",
    "DRUG_UNIT",
    "HIDING_PLACE",
    "INSTALLATION",
    "TRANSPORT",
    "PRODUCING_COUNTRY",
    "DEPARTURE_COUNTRY",
    "DESTINATION_COUNTRY",
    "ROUTING",
)
_SYNTHETIC = "The real file is not there: the rows are synthetic, of the same shape."
_REAL = "The rows are those of the UNODC file of individual drug seizures 2011-2016."


def seizure_file(folder: Path) -> tuple[Path, str]:
    """Return a file to import, and a sentence about what it is."""
    if REAL.exists():
        return REAL, _REAL
    path = folder / "seizures.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as opened:
        writer = csv.writer(opened, delimiter=";")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(random.Random(1)))  # noqa: S311 - the same rows each time
    return path, _SYNTHETIC


def _rows(chance: random.Random) -> Iterator[list[str]]:
    """Rows with as many distinct values and as many blanks as the real ones, more or less."""
    places = [f"Place {number}" for number in range(15_000)]
    divisions = [f"Division {number}" for number in range(1500)]
    first = date(2011, 1, 1)
    for _ in range(ROWS):
        day = first + timedelta(days=int(2192 * chance.random()))
        yield [
            "Americas",
            "South America",
            chance.choice(("Colombia", "Colombia", "Ecuador", "Chile", "Spain", "France")),
            _often(chance, 0.8, divisions),
            _often(chance, 0.96, places),
            day.isoformat(),
            chance.choice(("Coca paste", "Cocaine Base", "Cocaine", "Heroin", "Amphetamine")),
            str(round(chance.expovariate(0.01), 3)),
            chance.choice(("Kilogram", "Kilogram", "Kilogram", "Gram", "Tablet")),
            _often(chance, 0.14, ["Postal", "Baggage"]),
            _often(chance, 0.19, ["Airport", "Post Office", "Road"]),
            _often(chance, 0.16, ["Commercial air", "Land"]),
            _often(chance, 0.11, ["Unknown", "Colombia"]),
            _often(chance, 0.7, ["Colombia", "Unknown"]),
            _often(chance, 0.15, ["Unknown", "Spain"]),
            _often(chance, 0.55, ["National territory/domestic seizure", "Border - inbound"]),
        ]


def _often(chance: random.Random, share: float, values: list[str]) -> str:
    return values[int(len(values) * chance.random() ** 3)] if chance.random() < share else ""


def prepare_empty_node(folder: Path) -> Officer:
    """Make a node in ``folder`` with one authority; return its officer. Call it before anything of Django."""
    os.environ.update(LIAISON_NODE=str(folder), DJANGO_SETTINGS_MODULE="liaison.site.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from liaison.site.node import prepare_node

    prepare_node(folder)
    call_command("migrate", verbosity=0)
    return make_officer("XN-CDC", "N-07")


def make_officer(code: str, number: str) -> Officer:
    """Enter an authority with a key and an analyst."""
    from datetime import UTC, datetime

    from liaison.kernel.policy import Level
    from liaison.people.services import create_authority, create_officer, rotate_key

    authority = create_authority(code=code, name=code, country=code[:2], roles=[], hosted=True)
    rotate_key(authority=authority, moment=datetime.now(UTC).replace(microsecond=0))
    return create_officer(
        username=number.lower(),
        number=number,
        authority=authority,
        roles=["analyst"],
        clearance=Level.RESTRICTED,
        password="a grey heron over the lock",  # noqa: S106 - of a node that lives a minute
    )
