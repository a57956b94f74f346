"""Rows set aside: a file of the same family with the original columns, and in front what is wrong.

Mended, it can be imported as it is: the columns in front are ignored. Cells are kept as they came, so that
nothing is lost; what begins like a formula is written to a workbook as a text.
"""

import csv
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
from django.conf import settings

from liaison.codecs.cells import workbook_cell
from liaison.codecs.chunk import CellFault, Chunk
from liaison.codecs.mapping import REJECT_HEADERS
from liaison.codecs.sheet import Sheet

_SHOWN = 20  # rows named of each sort of fault
_SORTS = 300  # sorts of faults that a run keeps; every single fault stands in the reject file


class Faults:
    """What is wrong with a file so far, grouped: the same column and the same fault are one sort."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._first: dict[tuple[str, str, str], tuple[str, list[int]]] = {}

    def add(self, faults: Sequence[CellFault]) -> None:
        """Count these."""
        for fault in faults:
            sort = (fault.column, fault.reason, fault.remedy)
            self._counts[sort] += 1
            _, rows = self._first.setdefault(sort, (fault.value, []))
            if len(rows) < _SHOWN:
                rows.append(fault.row)

    def sorts(self) -> list[dict[str, object]]:
        """The sorts as a run keeps them, commonest first: with the first value and the first rows."""
        return [
            {
                "column": sort[0],
                "value": value,
                "reason": sort[1],
                "remedy": sort[2],
                "rows": rows,
                "count": n,
            }
            for sort, n in self._counts.most_common(_SORTS)
            for value, rows in (self._first[sort],)
        ]


class RejectFile:
    """The rows of one sheet that were set aside; the file is there once the first of them is."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._csv: Any = None
        self._book: Any = None
        self.path: Path | None = None

    def add(self, chunk: Chunk, faults: Sequence[CellFault]) -> None:
        """Set aside the rows of ``chunk`` that have a fault."""
        headers = [name for name in self._sheet.headers if name not in REJECT_HEADERS]
        ordered = sorted(faults, key=lambda fault: fault.row)
        rows = {row: list(found) for row, found in groupby(ordered, key=lambda fault: fault.row)}
        places = np.searchsorted(chunk.numbers, np.asarray(list(rows), np.int64))
        cells = chunk.table.select(headers).take(pa.array(places)).to_pylist()
        for (row, found), original in zip(rows.items(), cells, strict=True):
            self._write([*_told(row, found), *original.values()], headers)

    def _write(self, cells: Sequence[str], headers: Sequence[str]) -> None:
        if self.path is None:
            self._begin([*REJECT_HEADERS, *headers])
        if self._book is None:
            self._csv.writerow(cells)
        else:
            self._book.active.append([workbook_cell(self._book.active, cell) for cell in cells])

    def _begin(self, headers: Sequence[str]) -> None:
        folder = Path(settings.LIAISON_NODE) / "rejects"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / f"{secrets.token_hex(8)}.{self._sheet.family}"
        if self._sheet.family == "xlsx":
            self._book = openpyxl.Workbook(write_only=True)
            self._book.create_sheet().append(list(headers))
        else:
            self._opened = self.path.open("w", encoding="utf-8-sig", newline="")
            self._csv = csv.writer(self._opened, delimiter=";")
            self._csv.writerow(headers)

    def close(self) -> None:
        """Finish the file."""
        if self._book is not None:
            self._book.save(self.path)
        elif self._csv is not None:
            self._opened.close()


@contextmanager
def rejecting(sheet: Sheet) -> Iterator[RejectFile]:
    """A reject file that is finished whatever happens to the import."""
    rejected = RejectFile(sheet)
    try:
        yield rejected
    finally:
        rejected.close()


def _told(row: int, faults: Sequence[CellFault]) -> list[str]:
    """What stands in front of a row; several faults of it are divided by a bar."""
    parts = [[getattr(f, name) for f in faults] for name in ("column", "value", "reason", "remedy")]
    return [str(row), *(" | ".join(part) for part in parts)]
