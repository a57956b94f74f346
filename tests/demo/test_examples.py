"""The sheets that the tutorial imports: one without a fault, one whose faults are known one by one."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import ValueFault
from liaison.demo.content import states

EXAMPLES = Path(__file__).parents[2] / "examples"
SEIZURE = ontology().kind("Seizure")
BY_LABEL = {prop.label("en"): prop for prop in SEIZURE.properties.values()}


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


def faults(name: str) -> set[tuple[int, str]]:
    """Row, as a person counts it with the header as the first, and column of each value refused."""
    return {
        (number, label)
        for number, row in enumerate(rows(name), start=2)
        for label, raw in row.items()
        if _refused(label, raw)
    }


def _refused(label: str, raw: str) -> bool:
    prop = BY_LABEL[label]
    if not raw:
        return prop.required
    try:
        prop.read(raw)
    except ValueFault:
        return True
    return False


def test_the_clean_sheet_has_forty_rows_and_no_fault() -> None:
    assert len(rows("seizures.csv")) == 40
    assert faults("seizures.csv") == set()


def test_references_of_the_clean_sheet_are_all_different() -> None:
    references = [row["Reference"] for row in rows("seizures.csv")]
    assert len(set(references)) == len(references)


def test_the_workbook_says_what_the_clean_sheet_says() -> None:
    sheet = openpyxl.load_workbook(EXAMPLES / "seizures.xlsx").active
    assert sheet is not None
    header, *body = sheet.iter_rows(values_only=True)
    written = [[str(cell or "").removesuffix(" 00:00:00") for cell in row] for row in body]
    assert [dict(zip(map(str, header), row, strict=True)) for row in written] == rows("seizures.csv")


def test_the_other_sheet_has_the_faults_that_the_tutorial_names() -> None:
    assert faults("seizures-with-faults.csv") == {
        (3, "Quantity"),
        (4, "Quantity"),
        (5, "Quantity"),
        (6, "Quantity"),
        (7, "Quantity"),
        (8, "Quantity"),
        (9, "Date and time"),
        (10, "Date and time"),
        (11, "Country"),
        (12, "Drug"),
        (13, "Country"),
        (14, "Means of transport"),
        (15, "Drug"),
        (15, "Quantity"),
    }


def test_the_last_two_rows_of_the_other_sheet_are_equal() -> None:
    *_, one, other = rows("seizures-with-faults.csv")
    assert one == other


@pytest.mark.parametrize("name", ["seizures.csv", "seizures-with-faults.csv"])
def test_no_real_country_is_named(name: str) -> None:
    country = BY_LABEL["Country"]
    read = {
        country.read(row[label]).text
        for number, row in enumerate(rows(name), start=2)
        for label in ("Country", "Departure country", "Destination country")
        if (number, label) not in faults(name)
    }
    assert read <= {*states(), "?"}
