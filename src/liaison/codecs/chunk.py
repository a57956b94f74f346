"""Rows on their way in: some rows of a sheet as Arrow text columns, with their numbers and early faults."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that cannot count, whatever its column means; ``row`` is the number of its row."""

    row: int
    column: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a sheet.

    Attributes:
        numbers: their numbers as a spreadsheet program counts them, ascending.
        table: a text column for each header.
        faults: what is wrong with some of these rows already.
    """

    numbers: NDArray[np.int64]
    table: pa.Table
    faults: tuple[CellFault, ...] = ()


def chunk_of(rows: Sequence[tuple[int, Sequence[str]]], headers: Sequence[str]) -> Chunk:
    """Make numbered rows a chunk: short ones are filled up, what goes on behind the header is a fault."""
    width = len(headers)
    padded = [tuple(cells[:width]) + ("",) * (width - len(cells)) for _, cells in rows]
    columns = list(zip(*padded, strict=True)) or [()] * width
    table = pa.table([pa.array(cells, pa.string()) for cells in columns], names=list(headers))
    faults = [_surplus(number, cells[width:]) for number, cells in rows if any(cells[width:])]
    return Chunk(np.asarray([number for number, _ in rows], np.int64), table, tuple(faults))


def _surplus(row: int, cells: Sequence[str]) -> CellFault:
    return CellFault(
        row,
        "",
        " ".join(cell for cell in cells if cell),
        "this row has more cells than the header",
        "Put quotation marks around a text that holds the separator, or give the column a header.",
    )


def joined(chunks: Sequence[Chunk]) -> Chunk:
    """Several chunks of one sheet as one, in the order of the rows."""
    numbers = np.concatenate([chunk.numbers for chunk in chunks])
    table = pa.concat_tables([chunk.table for chunk in chunks])
    faults = tuple(fault for chunk in chunks for fault in chunk.faults)
    if np.any(np.diff(numbers) < 0):
        order = np.argsort(numbers)
        numbers, table = numbers[order], table.take(pa.array(order))
    return Chunk(numbers, table, faults)


def split(chunk: Chunk, size: int) -> tuple[Chunk, Chunk]:
    """The first ``size`` rows of a chunk, and the others."""
    border = int(chunk.numbers[size]) if size < len(chunk.numbers) else int(chunk.numbers[-1]) + 1
    before = tuple(fault for fault in chunk.faults if fault.row < border)
    after = tuple(fault for fault in chunk.faults if fault.row >= border)
    return (
        Chunk(chunk.numbers[:size], chunk.table.slice(0, size), before),
        Chunk(chunk.numbers[size:], chunk.table.slice(size), after),
    )
