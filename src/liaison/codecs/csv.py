"""Rows of a file of separated values (RFC 4180, and what spreadsheets make of it)."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from liaison.codecs.chunk import CellFault, Chunk, chunk_of
from liaison.codecs.faults import SheetError
from liaison.codecs.files import check_text, open_unpacked

SEARCHED = 30
"""Rows among which the header is looked for, and by which the separator is judged."""

_SEPARATORS = ";,\t|"
_BLOCK = 4 << 20  # bytes parsed at once; no row is longer


@dataclass(frozen=True, slots=True)
class Csv:
    """A file of separated values, once it is known how it is written."""

    path: Path
    separator: str
    encoding: str

    def first_rows(self) -> list[list[str]]:
        """The first rows, empty ones too."""
        with self._text() as text:
            try:
                return list(islice(csv.reader(text, delimiter=self.separator), SEARCHED))
            except csv.Error as error:
                raise SheetError(
                    f"the first rows cannot be divided into cells ({error})",
                    value=self.path.name,
                    remedy="Save the table anew as CSV in UTF-8.",
                ) from error

    def chunks(self, heading: int, headers: Sequence[str]) -> Iterator[Chunk]:
        """The rows under row ``heading``, some thousand at a time, empty ones too.

        Raises:
            SheetError: a quotation mark is not closed, or a row is longer than four megabytes.
        """
        if len(self.first_rows()) <= heading:
            return  # Arrow takes a header without an end of line for a row that is too long
        odd: list[tuple[int, list[str]]] = []
        number = heading + 1
        for table in self._tables(heading, headers, odd):
            taken = [row for row in odd if row[0] < number + table.num_rows + len(odd)]
            numbers = _numbers(number, table.num_rows, [row for row, _ in taken])
            if len(numbers):
                number = int(numbers[-1]) + 1
                yield Chunk(numbers, table, _swallowed(numbers, table, self.separator))
            done = [row for row in taken if row[0] < number]
            del odd[: len(done)]
            if done:
                yield chunk_of(done, headers)
        if odd:
            yield chunk_of(odd, headers)

    def _tables(
        self, heading: int, headers: Sequence[str], odd: list[tuple[int, list[str]]]
    ) -> Iterator[pa.Table]:
        """The rows that are as wide as the header; numbers and cells of the others are put into ``odd``."""
        names = [str(place) for place in range(len(headers))]

        def put_aside(row: pyarrow.csv.InvalidRow) -> str:
            odd.append((row.number, next(csv.reader([row.text], delimiter=self.separator))))
            return "skip"

        with open_unpacked(self.path) as packed:
            try:
                reader = pyarrow.csv.open_csv(
                    packed,
                    pyarrow.csv.ReadOptions(
                        use_threads=False,
                        block_size=_BLOCK,
                        column_names=names,
                        skip_rows_after_names=heading,
                        encoding=self.encoding,
                    ),
                    pyarrow.csv.ParseOptions(
                        delimiter=self.separator,
                        newlines_in_values=True,
                        ignore_empty_lines=False,
                        invalid_row_handler=put_aside,
                    ),
                    pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
                )
                for batch in reader:
                    yield pa.Table.from_batches([batch]).rename_columns(list(headers))
            except pa.ArrowInvalid as error:
                raise SheetError(
                    f"the table cannot be divided into rows ({error})",
                    value=self.path.name,
                    remedy="Look for a quotation mark that is not closed.",
                ) from error

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(open_unpacked(self.path), _sig(self.encoding), newline="")


def open_csv(path: Path, *, separator: str, encoding: str) -> Csv:
    """Find out how a file of separated values is written, and that it is whole.

    Args:
        path: the file, plain or packed.
        separator: the character between cells; empty to find it out.
        encoding: the encoding of a file that is not UTF-8; empty to refuse such a file.

    Raises:
        SheetError: it is empty, cut off, no text, in neither encoding, or a quotation mark is not closed.
    """
    found, quotes = check_text(path, encoding)
    chosen = separator or _separator(path, found)
    if quotes % 2:
        _find_open_quote(path, chosen, found)
    return Csv(path, chosen, found)


def _sig(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _separator(path: Path, encoding: str) -> str:
    """The character that divides the first rows most evenly into the most cells."""
    with io.TextIOWrapper(open_unpacked(path), encoding, newline="") as text:
        lines = list(islice(text, SEARCHED))
    return max(_SEPARATORS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], mark: str) -> tuple[int, int]:
    """How many rows have as many cells as the commonest, if that is more than one; and how many cells."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return 0, 0
    usual = max(widths, key=widths.count, default=0)
    return (widths.count(usual), usual) if usual > 1 else (0, 0)


def _find_open_quote(path: Path, separator: str, encoding: str) -> None:
    with io.TextIOWrapper(open_unpacked(path), encoding, newline="") as text:
        rows = csv.reader(text, delimiter=separator, strict=True)
        good = 0
        try:
            for _ in rows:
                good = rows.line_num
        except csv.Error as error:
            raise SheetError(
                f"the row that begins in line {good + 1} has a quotation mark that is not closed",
                value=path.name,
                remedy="Close it; write a quotation mark inside a text twice.",
            ) from error


def _numbers(first: int, count: int, odd: Sequence[int]) -> NDArray[np.int64]:
    """The numbers of ``count`` rows from ``first`` on, between which the ``odd`` ones stand."""
    numbers = np.arange(first, first + count + len(odd), dtype=np.int64)
    return numbers[~np.isin(numbers, np.asarray(odd, np.int64))][:count]


def _swallowed(numbers: NDArray[np.int64], table: pa.Table, separator: str) -> tuple[CellFault, ...]:
    """A fault for each cell in which whole rows stand: two quotation marks went astray."""
    faults = []
    for name in table.column_names:
        cells = table.column(name)
        for position in np.flatnonzero(pc.match_substring(cells, "\n").to_numpy()).tolist():
            text = cells[position].as_py()
            if text.count(separator) >= max(len(table.column_names) - 1, 1):
                reason = "the cell holds whole rows"
                remedy = "Close its quotation mark; write one inside a text twice."
                faults.append(CellFault(int(numbers[position]), name, text, reason, remedy))
    return tuple(faults)
