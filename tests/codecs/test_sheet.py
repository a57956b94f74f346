"""Sheets as they arrive: any family, any packing, numbered as a person counts, or refused with a remedy."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.codecs.chunk import CellFault
from liaison.codecs.faults import SheetError
from liaison.codecs.sheet import Sheet, open_sheet
from liaison.kernel.errors import LiaisonError

PLAIN = "DATE;PLACE\n2014-03-05;Harwick\n2014-03-06;Bogotá\n"


def written(folder: Path, content: str | bytes, name: str = "sheet.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(sheet: Sheet, size: int = 1000) -> dict[int, tuple[str, ...]]:
    return {
        int(number): tuple(row.values())
        for chunk in sheet.chunks(size)
        for number, row in zip(chunk.numbers, chunk.table.to_pylist(), strict=True)
    }


def faults(sheet: Sheet) -> list[CellFault]:
    return [fault for chunk in sheet.chunks(1000) for fault in chunk.faults]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, bz2.compress])
def test_a_packed_file_reads_like_a_plain_one(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    sheet = open_sheet(written(tmp_path, pack(PLAIN.encode())))
    assert sheet.headers == ("DATE", "PLACE")
    assert rows(sheet) == {2: ("2014-03-05", "Harwick"), 3: ("2014-03-06", "Bogotá")}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, separator: str) -> None:
    sheet = open_sheet(written(tmp_path, PLAIN.replace(";", separator)))
    assert rows(sheet)[2] == ("2014-03-05", "Harwick")


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    assert open_sheet(written(tmp_path, b"\xef\xbb\xbf" + PLAIN.encode())).headers[0] == "DATE"


def test_rows_are_numbered_as_a_spreadsheet_program_does(tmp_path: Path) -> None:
    text = 'A title\n\nDATE;PLACE;NOTE\n1;"two\nlines";x\n\n2;too;many;cells\n3;few\n4;"a ""quote""";y\n'
    sheet = open_sheet(written(tmp_path, text))
    assert sheet.heading == 3
    assert rows(sheet) == {
        4: ("1", "two\nlines", "x"),
        6: ("2", "too", "many"),
        7: ("3", "few", ""),
        8: ("4", 'a "quote"', "y"),
    }
    assert [(fault.row, fault.value) for fault in faults(sheet)] == [(6, "cells")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data(), st.integers(1, 7))
def test_no_row_is_lost_whatever_the_cells_hold(tmp_path: Path, data: st.DataObject, size: int) -> None:
    cell = st.text(st.sampled_from('ab;"\n ,é'), max_size=4)
    table = data.draw(st.lists(st.lists(cell, min_size=3, max_size=3), max_size=12))
    quoted = ["\x3b".join('"' + c.replace('"', '""') + '"' for c in row) for row in [["X", "Y", "Z"], *table]]
    sheet = open_sheet(written(tmp_path, "\n".join(quoted)), separator=";")
    expected = {number: tuple(row) for number, row in enumerate(table, start=2) if any(row)}
    assert rows(sheet, size) == expected
    assert all(len(chunk.numbers) <= size for chunk in sheet.chunks(size))


def test_two_quotation_marks_astray_are_seen(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path, 'A;B;C\n1;"x;3\n4;5;6\n7;y"z;9\n'), separator=";")
    assert "whole rows" in faults(sheet)[0].reason


def test_another_encoding_is_read_where_it_is_stated(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN.encode("windows-1252"))
    assert rows(open_sheet(path, encoding="windows-1252"))[3] == ("2014-03-06", "Bogotá")
    with pytest.raises(SheetError, match=r"byte 47 of the file, in line 3, is not utf-8") as caught:
        open_sheet(path)
    assert caught.value.value == "0xE1"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n \n;;\n", "no table"),
        (lzma.compress(PLAIN.encode() * 999)[:-40], "cut off or damaged"),
        (gzip.compress(PLAIN.encode() * 999)[:-9], "cut off or damaged"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"),
        (PLAIN.encode("utf-16"), "UTF-16"),
        (b"\x00\x01\x02", "no text"),
        (b"PK\x03\x04 but no archive", "no Excel workbook"),
        (b"A;A\n1;2\n", "two columns have this header"),
        (b";".join(b"c%d" % i for i in range(100_000)) + b"\n", "100,000 columns"),
        (b'A;B\n1;2\n3;"open\n4;5\n', "begins in line 3 has a quotation mark that is not closed"),
    ],
)
def test_a_bad_file_is_refused_with_a_remedy(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(SheetError, match=reason) as caught:
        open_sheet(written(tmp_path, content))
    assert caught.value.remedy


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        open_sheet(tmp_path / "none.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"\xfd7zXZ\x00", b"A;B\n"])
)
def test_any_bytes_give_rows_or_an_error_of_this_project(tmp_path: Path, rest: bytes, start: bytes) -> None:
    with suppress(LiaisonError):
        rows(open_sheet(written(tmp_path, start + rest)))


def workbook(folder: Path, *lines: list[object], title: str = "Table") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    book.create_sheet("Other").append(["Only"])
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def test_a_workbook_gives_texts(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["DATE", "N", "M"], [date(2014, 3, 5), 490.0, 0.1 + 0.2], [], ["?", 1.5, True])
    assert rows(open_sheet(path)) == {2: ("2014-03-05", "490", "0.3"), 4: ("?", "1.5", "True")}
    assert rows(open_sheet(path, decimal_mark=","))[4][1] == "1,5"
    assert open_sheet(path, worksheet="Other").headers == ("Only",)
    with pytest.raises(SheetError, match="no such worksheet"):
        open_sheet(path, worksheet="Absent")


def test_a_formula_is_a_fault_of_its_row(tmp_path: Path) -> None:
    sheet = open_sheet(workbook(tmp_path, ["A", "B"], [1, "=A2+1"], [2, "#REF!"], [3, 4]))
    assert [(f.row, f.column, f.value) for f in faults(sheet)] == [(2, "B", "=A2+1"), (3, "B", "#REF!")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_gives_an_error_of_this_project(tmp_path: Path, place: int, noise: bytes) -> None:
    path = workbook(tmp_path, ["A", "B"], [1, 2])
    content = bytearray(path.read_bytes())
    content[place : place + len(noise)] = noise
    path.write_bytes(content)
    with suppress(LiaisonError):
        rows(open_sheet(path))
