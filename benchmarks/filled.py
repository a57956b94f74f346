"""A node filled with the seizures, as often as asked, and officers who read it."""

from __future__ import annotations

import csv
import gzip
import lzma
import time
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.seizures import REAL, make_officer, prepare_empty_node, seizure_file

if TYPE_CHECKING:
    from pathlib import Path

    from liaison.people.models import Officer

PURPOSE = "investigation"


def filled_node(folder: Path, *, copies: int = 1, rows: int | None = None) -> tuple[Officer, float, str]:
    """Import the file (or its first ``rows``) for as many authorities as ``copies``.

    Returns an officer who reads all of it, the seconds that the imports took, and a remark on the rows.
    """
    officer = prepare_empty_node(folder)
    path, remark = seizure_file(folder)
    if rows is not None:
        path = _beginning(path, rows, folder)
    importers = [officer, *(make_officer(f"XN-C{n:02}", f"C-{n:02}") for n in range(2, copies + 1))]
    started = time.perf_counter()
    for each in importers:
        _import(path, each)
    return officer, time.perf_counter() - started, remark


def _beginning(path: Path, rows: int, folder: Path) -> Path:
    opener = lzma.open if path == REAL else gzip.open
    cut = folder / "beginning.csv.gz"
    with (
        opener(path, "rt", encoding="utf-8", newline="") as source,
        gzip.open(cut, "wt", encoding="utf-8", newline="", compresslevel=1) as target,
    ):
        read = csv.reader(source, delimiter=";")
        csv.writer(target, delimiter=";").writerows(islice(read, rows + 1))
    return cut


def _import(path: Path, officer: Officer) -> None:
    from liaison.codecs.importing import import_sheet
    from liaison.codecs.profile import profiles
    from liaison.kernel.policy import Policy

    import_sheet(
        path=path,
        profile=profiles()["unodc-ids"],
        officer=officer,
        policy=Policy(originators=frozenset({officer.authority.code})),
        basis="",
        purpose=PURPOSE,
    )


def tokens(officer: Officer, count: int) -> list[str]:
    """Access tokens of as many new officers, since the API holds each one to a pace."""
    from liaison.kernel.policy import Level
    from liaison.people.services import create_officer, issue_token

    readers = [
        create_officer(
            username=f"reader-{number}",
            number=f"R-{number}",
            authority=officer.authority,
            roles=["analyst"],
            clearance=Level.RESTRICTED,
            password="a grey heron over the lock",  # noqa: S106 - of a node that lives a minute
        )
        for number in range(count)
    ]
    moment, lifetime = datetime.now(UTC), timedelta(days=1)
    return [
        issue_token(officer=reader, purpose=PURPOSE, case="", lifetime=lifetime, moment=moment)[1]
        for reader in readers
    ]


def statement_count() -> int:
    """How many statements the node holds."""
    from liaison.records.models import Statement

    return Statement.objects.count()
