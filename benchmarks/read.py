"""Figure ``read``: entities and filtered lists through the HTTP API, beside the bare server and raw SQLite.

The server is ``liaison run`` with two workers; who asks runs on the same machine and takes its share of it.
Entities are drawn at random. Lists are of 20 and no two of them alike: drug, country, both, with or without a
period of the leading date.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asking import durations, quantile, rate, request, wait_until_ready
from benchmarks.figure import ROOT, at_least, at_most, print_figures, stated
from benchmarks.filled import filled_node, statement_count, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PORT = 8397
ENTITIES, LISTS, LINES, WORKERS = 2000, 6000, 8, 2
_ROWS = """
    SELECT s.*, v.text, r.uuid FROM records_statement s JOIN records_value v ON v.id = s.value_id
      JOIN records_record r ON r.id = s.record_id
     WHERE s.subject_id = (SELECT id FROM records_subject WHERE key = ?)"""


def main() -> None:
    """Fill a node, serve it, ask it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "node"
        officer, _, remark = filled_node(folder)
        held, chance = tokens(officer, 24), random.Random(7)  # noqa: S311 - the same questions each time
        keys, lists = _keys(folder, chance), _lists(folder, chance)
        raw = _raw(folder, keys)
        with serving(["liaison", "run", "--workers", str(WORKERS), "--port", str(PORT)], folder):
            asked = [request(f"/api/v1/entities/{key}", chance.choice(held)) for key in keys]
            durations(PORT, asked[:200])  # the caches of the operating system, and the imports of the workers
            entity = durations(PORT, asked)
            wanted = [
                request(f"/api/v1/kinds/Seizure/entities?limit=20&{q}", chance.choice(held)) for q in lists
            ]
            listed = rate(PORT, wanted, lines=LINES)
        bare = ["granian", "--interface", "wsgi", "--workers", str(WORKERS), "--port", str(PORT)]
        with serving([*bare, "--no-log", "benchmarks.bare:application"], folder):
            floor = rate(PORT, [request("/")] * LISTS, lines=LINES)
            alone = durations(PORT, [request("/")] * ENTITIES)
        print_figures(
            "read",
            [
                stated("statements in the store", statement_count(), "statements"),
                at_most("one entity, p50", quantile(entity, 0.5), "ms", 5),
                stated("one entity, p99", quantile(entity, 0.99), "ms"),
                stated("floor: the bare server, p50", quantile(alone, 0.5), "ms"),
                stated("floor: the rows of an entity in raw SQLite, p50", quantile(raw, 0.5), "ms"),
                at_least("filtered lists of 20", listed, "1/s", 1000),
                stated("floor: the bare server, as many bytes", floor, "1/s"),
            ],
            (remark, f"{LISTS} different lists over {LINES} connections, asked from the same machine."),
        )


@contextmanager
def serving(program: Sequence[str], folder: Path) -> Iterator[None]:
    """A server of the virtual environment, on a node."""
    path = Path(sys.executable).parent / program[0]
    environment = os.environ | {"LIAISON_NODE": str(folder), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [path, *program[1:]], env=environment, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as server:
        try:
            wait_until_ready(PORT)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)


def _keys(folder: Path, chance: random.Random) -> list[str]:
    with sqlite3.connect(folder / "node.sqlite3") as database:
        (last,) = database.execute("SELECT max(id) FROM records_subject").fetchone()
        wanted = (chance.randrange(1, last + 1) for _ in range(ENTITIES))
        return [
            database.execute("SELECT key FROM records_subject WHERE id = ?", [n]).fetchone()[0]
            for n in wanted
        ]


def _lists(folder: Path, chance: random.Random) -> list[str]:
    """Different filters, those that are common in the data asked as often as they are common."""
    drugs, countries = (_said(folder, name) for name in ("Seizure.drug", "Seizure.country"))
    found: dict[str, None] = {}
    while len(found) < LISTS:
        begin = date(2011, 1, 1) + timedelta(days=chance.randrange(2100))
        end = begin + timedelta(days=chance.randrange(20, 400))
        parts = {
            "drug": f"drug={chance.choice(drugs)}",
            "country": f"country={chance.choice(countries)}",
            "period": f"since={begin}&until={end}",
        }
        chosen = chance.choice(
            (("drug",), ("country",), ("drug", "country"), ("drug", "period"), ("country", "period"))
        )
        query = "&".join(parts[name] for name in chosen) + f"&offset={chance.randrange(0, 60)}"
        found[query] = None
    return list(found)


def _said(folder: Path, name: str) -> list[str]:
    """A sample of the values that seizures state of a property, each as often as it is stated."""
    sql = """
        SELECT v.text FROM records_statement s JOIN records_value v ON v.id = s.value_id
          JOIN records_term t ON t.id = s.property_id WHERE t.name = ? AND s.id % 97 = 0 AND v.text != '?'"""
    with sqlite3.connect(folder / "node.sqlite3") as database:
        return [text for (text,) in database.execute(sql, [name])]


def _raw(folder: Path, keys: Sequence[str]) -> list[float]:
    taken = []
    with sqlite3.connect(folder / "node.sqlite3") as database:
        for key in keys:
            started = time.perf_counter()
            database.execute(_ROWS, [key]).fetchall()
            taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


if __name__ == "__main__":
    main()
