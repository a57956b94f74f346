"""A table as it arrives in a file: its header, and its rows in chunks of Arrow text columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from liaison.codecs.chunk import Chunk, joined, split
from liaison.codecs.csv import open_csv
from liaison.codecs.faults import SheetError
from liaison.codecs.files import file_digest
from liaison.codecs.xlsx import MAGIC, open_xlsx

WIDEST = 1000
"""The most columns that a sheet may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a file. ``family`` is ``csv`` or ``xlsx``; ``heading`` is the row of the header, from 1."""

    path: Path
    family: str
    digest: str
    heading: int
    headers: tuple[str, ...]
    parts: Callable[[int, Sequence[str]], Iterator[Chunk]]

    def chunks(self, size: int) -> Iterator[Chunk]:
        """The rows under the header, ``size`` at a time; rows without any text are passed over.

        Raises:
            SheetError: the file turns out to be damaged.
        """
        waiting: list[Chunk] = []
        count = 0
        for part in self.parts(self.heading, self.headers):
            waiting.append(_filled(part))
            count += len(waiting[-1].numbers)
            while count > size:
                chunk, rest = split(joined(waiting), size)
                yield chunk
                waiting, count = [rest], len(rest.numbers)
        if count:
            yield joined(waiting)


def open_sheet(
    path: Path, *, worksheet: str = "", separator: str = "", encoding: str = "", decimal_mark: str = ""
) -> Sheet:
    """Find the table in a file: CSV, plain or packed with gzip, xz or bzip2, or an Excel workbook.

    Args:
        path: the file; its content, not its name, says what it is.
        worksheet: of a workbook; empty for the first.
        separator: of CSV; empty to find it out.
        encoding: of a CSV that is not UTF-8; empty to refuse such a file.
        decimal_mark: with which numbers of a workbook are written down.

    Raises:
        SheetError: there is no such file, it is not whole, holds no table, or its header is unusable.
    """
    digest = file_digest(path)
    if _starts(path, MAGIC):
        family, book = "xlsx", open_xlsx(path, worksheet=worksheet, decimal_mark=decimal_mark)
        first, parts = book.first_rows(), book.chunks
    else:
        family, text = "csv", open_csv(path, separator=separator, encoding=encoding)
        first, parts = text.first_rows(), text.chunks
    heading = _heading(path, first)
    return Sheet(path, family, digest, heading, _headers(first[heading - 1]), parts)


def _starts(path: Path, magic: bytes) -> bool:
    with path.open("rb") as opened:
        return opened.read(len(magic)) == magic


def _filled(chunk: Chunk) -> Chunk:
    """The rows in which something is written."""
    empty = np.ones(len(chunk.numbers), bool)
    for column in chunk.table.columns:
        empty &= pc.equal(pc.binary_length(column), 0).to_numpy()
    if not empty.any():
        return chunk
    return Chunk(chunk.numbers[~empty], chunk.table.filter(pa.array(~empty)), chunk.faults)


def _heading(path: Path, first: Sequence[Sequence[str]]) -> int:
    """The number of the first row that is at least half as full as the fullest: above it stand titles."""
    filled = [sum(1 for cell in row[: WIDEST + 1] if cell.strip()) for row in first]
    if not any(filled):
        raise SheetError("there is no table in this file", value=path.name, remedy="Export the table again.")
    return 1 + next(i for i, count in enumerate(filled) if 2 * count > max(filled))


def _headers(row: Sequence[str]) -> tuple[str, ...]:
    """The header of each column; a column without one is called by its place."""
    if len(row) > WIDEST:
        raise SheetError(
            f"the header has {len(row):,} columns, more than {WIDEST:,}",
            remedy="Check the separator, and leave out the columns that nobody needs.",
        )
    written = [" ".join(cell.split()) for cell in row]
    while written and not written[-1]:
        written.pop()
    twice = next((name for name in written if name and written.count(name) > 1), None)
    if twice is not None:
        raise SheetError(
            "two columns have this header", value=twice, remedy="Give each column a header of its own."
        )
    return tuple(name or f"column {place}" for place, name in enumerate(written, start=1))
