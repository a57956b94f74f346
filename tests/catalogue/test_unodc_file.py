"""Every distinct value of the real seizure file is read, or refused for a reason that stands here."""

import csv
import lzma
from collections import defaultdict
from pathlib import Path

import pytest

from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import UNKNOWN, Reading, ValueFault

FILE = (
    Path(__file__).resolve().parents[3]
    / "shared" / "data" / "routes" / "unodc_ids_2011-2016_noncannabis.csv.xz"
)  # fmt: skip
READING = Reading(decimal_mark=".")
COLUMNS = {
    "REGION": "Seizure.region",
    "SUBREGION": "Seizure.subregion",
    "COUNTRY": "Seizure.country",
    "ADMINISTRATIVE_DIVISION": "Seizure.division",
    "PLACE": "Seizure.place",
    "SEIZURE_DATE": "Seizure.date",
    "DRUG_NAME": "Seizure.drug",
    "HIDING_PLACE": "Seizure.hidingPlace",
    "INSTALLATION": "Seizure.installation",
    "TRANSPORT": "Seizure.transport",
    "PRODUCING_COUNTRY": "Seizure.producingCountry",
    "DEPARTURE_COUNTRY": "Seizure.departureCountry",
    "DESTINATION_COUNTRY": "Seizure.destinationCountry",
    "ROUTING": "Seizure.routing",
}
# Names that ISO 3166 does not know, and what they mean.
NOT_ISO = {
    "Kosovo under UNSCR 1244": "XK",
    "Netherlands Antilles": "ANHH",
    "Aland Islands": "AX",
    "Iraq (Kurdistan Region)": "IQ",
    "Iraq (Central Iraq)": "IQ",
    "Libyan Arab Jamahiriya": "LY",
    "Swaziland": "SZ",
    "United Kingdom (England and Wales)": "GB",
    "Macau, SAR of China": "MO",
    "Macedonia, the former Yugoslav Republic of": "MK",
    "Lao Peoples Democratic Republic": "LA",
    "Czech Republic": "CZ",
    "Turkey": "TR",
    "Multiple Countries": "QM",
    "Other": "QU",
    "Unknown": UNKNOWN,
}
# A lone slash, and three cells that hold a broken reference into another sheet with control characters.
REFUSED = {
    "ADMINISTRATIVE_DIVISION": {"this has no letter and no digit"},
    "PLACE": {"the character U+0001 cannot be kept"},
}

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not FILE.is_file(), reason="the reference data beside the checkout are not there"),
]


@pytest.fixture(scope="module")
def distinct() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with lzma.open(FILE, "rt", encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            for column in COLUMNS:
                found[column].add(row[column])
            found["QUANTITY"].add(f"{row['AMOUNT']} {row['DRUG_UNIT']}")
    return {column: values - {""} for column, values in found.items()}


def refusals(property_id: str, values: set[str]) -> dict[str, str]:
    prop = ontology().property(property_id)
    refused = {}
    for value in values:
        try:
            prop.read(value, READING)
        except ValueFault as fault:
            refused[value] = fault.reason
    return refused


@pytest.mark.parametrize("column", COLUMNS)
def test_every_value_of_a_column_is_read(distinct: dict[str, set[str]], column: str) -> None:
    refused = refusals(COLUMNS[column], distinct[column])
    assert set(refused.values()) == REFUSED.get(column, set())
    assert len(refused) <= 3


def test_every_amount_is_read_unless_its_unit_is_missing(distinct: dict[str, set[str]]) -> None:
    refused = refusals("Seizure.quantity", distinct["QUANTITY"])
    assert refused.pop(" ") == "nothing is written here"
    assert set(refused.values()) == {"the unit is missing"}
    assert set(refused) == {value for value in distinct["QUANTITY"] if value.endswith(" ")} - {" "}


def test_the_file_has_the_names_that_it_is_known_to_have(distinct: dict[str, set[str]]) -> None:
    assert len(distinct["DRUG_NAME"]) == 343
    assert len(distinct["COUNTRY"]) == 102
    assert len({value.split(" ", 1)[1] for value in distinct["QUANTITY"]} - {""}) == 43


def test_names_that_iso_does_not_know_are_resolved(distinct: dict[str, set[str]]) -> None:
    country = ontology().property("Seizure.country")
    columns = ("COUNTRY", "PRODUCING_COUNTRY", "DEPARTURE_COUNTRY", "DESTINATION_COUNTRY")
    written = set().union(*(distinct[column] for column in columns))
    assert set(NOT_ISO) <= written
    assert {name: country.read(name).text for name in NOT_ISO} == NOT_ISO


def test_nearly_all_amounts_can_be_compared(distinct: dict[str, set[str]]) -> None:
    quantity = ontology().property("Seizure.quantity")
    readable = distinct["QUANTITY"] - set(refusals("Seizure.quantity", distinct["QUANTITY"]))
    unsized = {value.split(" ", 1)[1] for value in readable if quantity.read(value, READING).number is None}
    assert unsized == {"Viss", "Ton", "other"}
