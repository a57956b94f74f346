"""Rows of an Excel workbook (ECMA-376), cell by cell as text."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
from openpyxl.utils.exceptions import InvalidFileException

from liaison.codecs.chunk import CellFault, Chunk, chunk_of
from liaison.codecs.faults import SheetError
from liaison.codecs.files import LARGEST

MAGIC = b"PK\x03\x04"

_SEARCHED = 30  # rows among which the header is looked for
_AT_ONCE = 5000
_ERRORS = pa.array(["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
_DAMAGE = (  # whatever openpyxl and what it stands on raise for a file that was tampered with
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,  # enciphered
    EOFError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Xlsx:
    """One worksheet of a workbook; numbers are written with ``decimal_mark``."""

    path: Path
    worksheet: str
    decimal_mark: str

    def first_rows(self) -> list[list[str]]:
        """The first rows, empty ones too."""
        return list(islice(self._rows(), _SEARCHED))

    def chunks(self, heading: int, headers: Sequence[str]) -> Iterator[Chunk]:
        """The rows under row ``heading``, some thousand at a time, empty ones too.

        Raises:
            SheetError: the workbook turns out to be damaged.
        """
        numbered = islice(enumerate(self._rows(), start=1), heading, None)
        while rows := list(islice(numbered, _AT_ONCE)):
            chunk = chunk_of(rows, headers)
            yield Chunk(chunk.numbers, chunk.table, chunk.faults + _uncounted(chunk))

    def _rows(self) -> Iterator[list[str]]:
        """Every row as text.

        Dates come in their ISO form, numbers with up to 15 digits as Excel keeps them, and a formula as it
        is written, from ``=`` on.
        """
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about styles and features that no cell text depends on
                book = openpyxl.load_workbook(self.path, read_only=True)
                for row in _worksheet(book, self.worksheet).iter_rows(values_only=True):
                    yield [_text(cell, self.decimal_mark) for cell in row]
        except _DAMAGE as error:
            raise _damaged(self.path, str(error)) from error


def open_xlsx(path: Path, *, worksheet: str, decimal_mark: str) -> Xlsx:
    """Open a worksheet.

    Args:
        path: the workbook.
        worksheet: its name; empty for the first one.
        decimal_mark: the mark to write numbers with, so that they are read as the other texts of the sheet.

    Raises:
        SheetError: it is no workbook, or unpacks to more than this node takes.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except _DAMAGE as error:
        raise _damaged(path, str(error)) from error
    if size > LARGEST:
        raise SheetError(
            f"the workbook unpacks to more than {LARGEST:,} bytes",
            value=path.name,
            remedy="Split it into several files.",
        )
    return Xlsx(path, worksheet, decimal_mark or ".")


def _damaged(path: Path, why: str) -> SheetError:
    return SheetError(
        f"this is no Excel workbook, or a damaged one ({why})",
        value=path.name,
        remedy="Open it in a spreadsheet program and save it anew as XLSX or CSV.",
    )


def _worksheet(book: Any, name: str) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name and name not in sheets:
        raise SheetError(
            "the workbook has no such worksheet", value=name, remedy=f"It has: {', '.join(sheets)}."
        )
    chosen = sheets[name] if name else next(iter(sheets.values()), None)
    if chosen is None:
        raise SheetError("the workbook holds no worksheet", remedy="Put the table into a worksheet.")
    chosen.reset_dimensions()  # what the file says of its own size may be wrong
    return chosen


def _text(cell: object, mark: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return format(cell, ".15g").replace(".", mark)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _uncounted(chunk: Chunk) -> tuple[CellFault, ...]:
    """A fault for each formula, and for each error that one ended in."""
    faults = []
    for name in chunk.table.column_names:
        cells = chunk.table.column(name)
        bad = pc.or_(pc.starts_with(cells, "="), pc.is_in(cells, _ERRORS)).to_numpy()
        for position in np.flatnonzero(bad).tolist():
            value, row = cells[position].as_py(), int(chunk.numbers[position])
            what = "a formula" if value.startswith("=") else "the error of a formula"
            remedy = "Copy the column, paste it as values only, and save again."
            faults.append(CellFault(row, name, value, f"the cell holds {what}, not a value", remedy))
    return tuple(faults)
