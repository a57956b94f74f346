"""Figure ``ingest``: a file of seizures end to end, against a bare SQLite insert of the same rows.

End to end is: open and check the file, read and validate each cell, interned codes, a signed record a row,
the rows and indexes of the store, words for the search, the columnar projection. The floor inserts the very
statement rows that came out into an empty table with the same indexes, in the same chunks; a second floor
makes the indexes only afterwards, which no node that is in use could do.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figure import at_least, at_most, print_figures, stated
from benchmarks.seizures import prepare_empty_node, seizure_file

TABLE = "records_statement"


def main() -> None:
    """Measure in two processes, so that the floor does not count into the memory of the import."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, __file__, folder], capture_output=True, text=True, check=False, timeout=1800
        )
        if done.returncode:
            sys.exit(done.stderr)
        seconds, processor, statements, rows, peak = map(float, done.stdout.splitlines()[-2].split())
        during, after = (_floor(Path(folder), indexes_first=first) for first in (True, False))
        print_figures(
            "ingest",
            [
                stated("rows imported", rows, "rows"),
                stated("statements stored", statements, "statements"),
                at_least("statements a second, end to end", statements / seconds, "1/s", 100_000),
                stated("the same, by processor time", statements / processor, "1/s"),
                stated("floor: bare insert, same indexes", statements / during, "1/s"),
                stated("floor: bare insert, indexes afterwards", statements / after, "1/s"),
                at_least("ratio to the floor with the same indexes", during / seconds, "", 0.2),
                at_least("ratio to the floor with indexes afterwards", after / seconds, "", 0.2),
                at_most("peak memory", peak, "GB", 1.5),
            ],
            (done.stdout.splitlines()[-1],),
        )


def measure(folder: Path) -> None:
    """Import into a fresh node; print the measured numbers in one line, and the remark in another."""
    officer = prepare_empty_node(folder)
    path, remark = seizure_file(folder)
    from liaison.codecs.importing import import_sheet
    from liaison.codecs.profile import profiles
    from liaison.kernel.policy import Policy
    from liaison.records.models import Statement

    started, processor = time.perf_counter(), time.process_time()
    run = import_sheet(
        path=path,
        profile=profiles()["unodc-ids"],
        officer=officer,
        policy=Policy(originators=frozenset({officer.authority.code})),
        basis="",
        purpose="investigation",
    )
    taken = time.perf_counter() - started, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    print(*taken, Statement.objects.count(), run.landed, peak)
    print(f"{remark} Set aside: {run.rejected} of {run.rows}.")


def _floor(folder: Path, *, indexes_first: bool) -> float:
    """Seconds for a bare insert of the statement rows of the node in ``folder``."""
    source = sqlite3.connect(folder / "node.sqlite3")
    made = source.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL", [TABLE])
    schema = dict.fromkeys(made.fetchall())
    tables = [sql for kind, sql in schema if kind == "table"]
    indexes = [sql for kind, sql in schema if kind == "index"]
    target = sqlite3.connect(folder / f"floor-{indexes_first}.sqlite3", isolation_level=None)
    for pragma in _pragmas():
        target.execute(pragma)
    for sql in tables + (indexes if indexes_first else []):
        target.execute(sql)
    rows = source.execute(f"SELECT * FROM {TABLE} ORDER BY id")  # noqa: S608 - a constant
    marks = ",".join("?" * len(rows.description))
    seconds = 0.0
    while some := rows.fetchmany(220_000):
        started = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        target.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", some)  # noqa: S608 - a constant
        target.execute("COMMIT")
        seconds += time.perf_counter() - started
    started = time.perf_counter()
    for sql in [] if indexes_first else indexes:
        target.execute(sql)
    return seconds + time.perf_counter() - started


def _pragmas() -> tuple[str, ...]:
    from liaison.site.database import PRAGMAS

    return PRAGMAS


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
