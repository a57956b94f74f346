"""Lists as files: XLSX, CSV and JSON, each with its marking in it."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import IO, Any, Literal

import openpyxl
import pyarrow as pa
from openpyxl.styles import Font

from liaison.catalogue.ontology import Property, ontology
from liaison.codecs.cells import inert, workbook_cell

Format = Literal["xlsx", "csv", "json"]

MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""What a file of each format is called on the wire."""

_AT_ONCE = 2000
_DAY_LENGTH = 10
_WIDEST = 48  # characters of a column of a workbook

Cell = str | float | None
Notice = Sequence[tuple[str, str]]


def write_table(  # noqa: PLR0913 - what a file is made of
    table: pa.Table,
    format: Format,  # noqa: A002 - the word of those who ask for it
    out: IO[bytes],
    *,
    kind: str,
    notice: Notice,
    titles: Mapping[str, str],
    language: str | None,
) -> None:
    """Write a table of a View as a file.

    Args:
        table: as ``View.table`` returns it: texts, and numbers under ``<name>.number``.
        format: ``xlsx``, ``csv`` or ``json``.
        out: where to.
        kind: the kind in the rows, whose properties the columns are.
        notice: lines that the file begins with, as (label, text): its marking (the join of what it was made
            of), the originators, the date, the purpose.
        titles: what each column is called; one without a title keeps its name.
        language: of the values as people read them; None for canonical texts.
    """
    heads = [titles.get(name, name) for name in table.column_names]
    shows = [_shower(kind, name, language) for name in table.column_names]
    rows = _rows(table, shows)
    if format == "xlsx":
        _write_xlsx(out, notice, heads, rows, _dated(table, kind))
    elif format == "csv":
        _write_csv(out, notice, heads, rows)
    else:
        _write_json(out, notice, dict(zip(table.column_names, heads, strict=True)), rows)


def _property(kind: str, name: str) -> Property | None:
    return ontology().kind(kind).properties.get(name)


def _shower(kind: str, name: str, language: str | None) -> Callable[[Cell], Cell]:
    """How the cells of a column are written."""
    prop = _property(kind, name)
    if prop is None or language is None:
        return lambda cell: cell

    @cache
    def show(cell: Cell) -> Cell:
        return prop.show(cell, language) if isinstance(cell, str) else cell

    return show


def _rows(table: pa.Table, shows: Sequence[Callable[[Cell], Cell]]) -> Iterator[list[Cell]]:
    for batch in table.to_batches(_AT_ONCE):
        columns = [
            [show(cell) for cell in column.to_pylist()]
            for show, column in zip(shows, batch.columns, strict=True)
        ]
        yield from map(list, zip(*columns, strict=True))


def _dated(table: pa.Table, kind: str) -> dict[int, list[str | None]]:
    """The canonical texts of date columns, by the place of the column."""
    return {
        place: table.column(name).to_pylist()
        for place, name in enumerate(table.column_names)
        if (prop := _property(kind, name)) and prop.type.name == "date"
    }


def _write_csv(out: IO[bytes], notice: Notice, heads: Sequence[str], rows: Iterator[list[Cell]]) -> None:
    """RFC 4180 with a byte-order mark, which Excel needs to see that it is UTF-8."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerows([inert(f"{label}: {line}")] for label, line in notice)
    writer.writerow([inert(head) for head in heads])
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    text.detach()


def _write_json(
    out: IO[bytes], notice: Notice, titles: Mapping[str, str], rows: Iterator[list[Cell]]
) -> None:
    """One object: ``notice``, ``columns`` (name and title), ``rows`` (an object each)."""
    begin = {"notice": dict(notice), "columns": titles}
    out.write(json.dumps(begin, ensure_ascii=False)[:-1].encode() + b', "rows": [')
    between = b"\n"
    for row in rows:
        named = dict(zip(titles, row, strict=True))
        out.write(between + json.dumps(named, ensure_ascii=False).encode())
        between = b",\n"
    out.write(b"\n]}\n")


def _write_xlsx(
    out: IO[bytes],
    notice: Notice,
    heads: Sequence[str],
    rows: Iterator[list[Cell]],
    dated: Mapping[int, Sequence[str | None]],
) -> None:
    """A worksheet with the notice on top, a frozen header, and typed numbers and days."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Liaison")
    sheet.freeze_panes = f"A{len(notice) + 2}"
    for place, head in enumerate(heads):
        letter = openpyxl.utils.get_column_letter(place + 1)
        sheet.column_dimensions[letter].width = min(max(len(head) + 2, 14), _WIDEST)
    for label, line in notice:
        sheet.append([workbook_cell(sheet, f"{label}: {line}")])
    sheet.append([_bold(workbook_cell(sheet, head)) for head in heads])
    for number, row in enumerate(rows):
        days = {place: _day(texts[number]) for place, texts in dated.items()}
        sheet.append([_typed(sheet, days.get(place) or cell) for place, cell in enumerate(row)])
    book.save(out)


def _bold(cell: Any) -> Any:
    cell.font = Font(bold=True)
    return cell


def _day(text: str | None) -> date | None:
    """The day of a canonical date that is known to the day; Excel has none before 1900."""
    if text is None or len(text) != _DAY_LENGTH or text < "1900-03-01":
        return None
    return date.fromisoformat(text)


def _typed(sheet: Any, cell: Cell | date) -> Any:
    return workbook_cell(sheet, cell) if isinstance(cell, str) else cell
