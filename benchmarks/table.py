"""Figure ``table``: every seizure a viewer may see, six columns, where half of them are marked for others.

The floor is Arrow alone: one Parquet file that holds just these columns and the policy, read and filtered.
It knows no authors, no withdrawn statements, no merged entities and no fresh ones.
"""

from __future__ import annotations

import csv
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.figure import at_most, print_figures, stated
from benchmarks.seizures import make_officer, prepare_empty_node, seizure_file

if TYPE_CHECKING:
    from liaison.people.models import Officer

COLUMNS = ("date", "country", "place", "drug", "quantity", "transport")
TIMES = 7


def main() -> None:
    """Import the two halves under two markings, then ask for the table as somebody who sees one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        author = prepare_empty_node(folder)
        path, remark = seizure_file(folder)
        viewer = make_officer("XV-POL", "V-03")
        for half, audience in zip(_halves(path, folder), (None, author.authority.code), strict=True):
            _import(half, author, audience)
        table, seconds = _asked(viewer)
        floor = _floor(folder / "floor.parquet", table)
        print_figures(
            "table",
            [
                stated("rows that this viewer may see", table.num_rows, "rows"),
                at_most("table of six columns, median", median(seconds), "s", 0.5),
                stated("the same, first time", seconds[0], "s"),
                stated("floor: Arrow alone", floor, "s"),
            ],
            (remark,),
        )


def _halves(path: Path, folder: Path) -> list[Path]:
    """Every other row in one file, the rest in another."""
    from liaison.codecs.csv import open_csv

    sheet = open_csv(path, separator=";", encoding="")
    header = sheet.first_rows()[0]
    halves = [folder / "even.csv", folder / "odd.csv"]
    with ExitStack() as stack:
        files = [stack.enter_context(half.open("w", encoding="utf-8", newline="")) for half in halves]
        writers = [csv.writer(opened, delimiter=";") for opened in files]
        for writer in writers:
            writer.writerow(header)
        for chunk in sheet.chunks(1, header):
            rows = list(zip(*(column.to_pylist() for column in chunk.table.columns), strict=True))
            for odd, writer in enumerate(writers):
                writer.writerows(rows[odd::2])
    return halves


def _import(path: Path, officer: Officer, audience: str | None) -> None:
    from liaison.codecs.importing import import_sheet
    from liaison.codecs.profile import profiles
    from liaison.kernel.policy import Policy

    import_sheet(
        path=path,
        profile=profiles()["unodc-ids"],
        officer=officer,
        policy=Policy(audience=frozenset() if audience is None else frozenset({f"only:{audience}"})),
        basis="",
        purpose="investigation",
    )


def _asked(viewer: Officer) -> tuple[pa.Table, list[float]]:
    from liaison.records.view import open_view

    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        table = open_view(viewer, purpose="investigation").table("Seizure", COLUMNS)
        seconds.append(time.perf_counter() - started)
    return table, seconds


def _floor(path: Path, table: pa.Table) -> float:
    """Seconds to read as many rows again as the viewer sees, and leave them out by their policy."""
    both = pa.concat_tables([table.select(COLUMNS)] * 2).unify_dictionaries()
    policy = pa.array(np.repeat([1, 2], table.num_rows))
    pq.write_table(both.append_column("policy", policy), path, compression="zstd")
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        found = pq.read_table(path, filters=[("policy", "in", [1])], read_dictionary=list(COLUMNS))
        seconds.append(time.perf_counter() - started)
        assert found.num_rows == table.num_rows
    return median(seconds)


if __name__ == "__main__":
    main()
