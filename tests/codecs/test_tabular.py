"""Lists as files: marked, typed, and nothing in them that a spreadsheet program would run."""

import csv
import io
import json
import re
from datetime import datetime
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.codecs.cells import inert
from liaison.codecs.tabular import Format, write_table

NOTICE = [("Marking", "TLP:AMBER, pair"), ("Originators", "XN-CDC"), ("Purpose", "=investigation")]
TABLE = pa.table(
    {
        "key": ["1" * 32, "2" * 32],
        "date": pa.array(["2014-03-05", "2014"]).dictionary_encode(),
        "drug": pa.array(["cocaine", None]),
        "quantity": pa.array(["1105.5 kg", "?"]),
        "quantity.number": pa.array([1105.5, None]),
        "note": pa.array(['=HYPERLINK("x")', "+49 30"]),
    }
)


def file_of(format: Format, language: str | None, table: pa.Table = TABLE) -> bytes:  # noqa: A002 - as there
    out = io.BytesIO()
    titles = {"date": "Date and time", "note": "@note"}
    write_table(table, format, out, kind="Seizure", notice=NOTICE, titles=titles, language=language)
    return out.getvalue()


def test_csv_carries_its_marking_and_nothing_active() -> None:
    raw = file_of("csv", "es")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Marking: TLP:AMBER, pair"]
    assert rows[3] == ["key", "Date and time", "drug", "quantity", "quantity.number", "'@note"]
    assert rows[4][3:] == ["1\N{NO-BREAK SPACE}105,5 kg", "1105.5", '\'=HYPERLINK("x")']
    assert rows[5][5] == "'+49 30"


@given(st.text(max_size=20))
def test_inert_texts_begin_no_formula(text: str) -> None:
    written = inert(text)
    assert written.removeprefix("'") == text.removeprefix("'")
    assert not written.startswith(("=", "@", "\t", "\r"))
    assert not written.startswith(("+", "-")) or re.fullmatch(r"[0-9.,]+", written[1:])


def test_a_workbook_is_typed_and_frozen() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file_of("xlsx", "en"))).active
    rows: list[Any] = list(sheet.iter_rows(values_only=True))
    assert sheet.freeze_panes == "A5"
    assert rows[0][0] == "Marking: TLP:AMBER, pair"
    assert rows[4][1] == datetime(2014, 3, 5)  # noqa: DTZ001 - a workbook knows no zones
    assert rows[5][1] == "2014"
    assert rows[4][4] == 1105.5
    assert sheet["F5"].data_type == "s"
    assert rows[4][5] == '=HYPERLINK("x")'


@pytest.mark.parametrize(
    ("language", "quantity"), [(None, "1105.5 kg"), ("es", "1\N{NO-BREAK SPACE}105,5 kg")]
)
def test_json_holds_canonical_or_shown_values(language: str | None, quantity: str) -> None:
    answer = json.loads(file_of("json", language))
    assert answer["notice"]["Marking"] == "TLP:AMBER, pair"
    assert answer["columns"]["date"] == "Date and time"
    assert answer["rows"][0]["quantity"] == quantity
    assert answer["rows"][1]["drug"] is None
    assert len(answer["rows"]) == 2


@pytest.mark.parametrize("format", ["csv", "json"])
def test_an_empty_list_is_a_marked_file_too(format: Format) -> None:  # noqa: A002 - as there
    assert b"TLP:AMBER" in file_of(format, "en", TABLE.slice(0, 0))
