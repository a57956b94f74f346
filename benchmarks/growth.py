"""Figure ``growth``: import, one entity, a list and a search at 1x, 3x and 10x the data.

1x is a tenth of the file, so that 10x is the file whole; another number of rows may be given as an argument
(311038 makes 10x ten files, for which it takes a quarter of an hour and eight gigabytes). Logarithmic growth
is held to this: ten times the data may take at most twice the time.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asking import quantile
from benchmarks.figure import Figure, at_most, print_figures, stated
from benchmarks.filled import PURPOSE, filled_node, statement_count
from benchmarks.find import queries, search_times
from benchmarks.seizures import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison.people.models import Officer

SIZES = (1, 3, 10)
READS = 500
WHAT = ("one entity, p50", "a list of 20, p50", "a search, p50", "a search, p95")


def main(base: int) -> None:
    """Measure each size in a process of its own."""
    measured = {size: _measured(size, base) for size in SIZES}
    print_figures("growth", _figures(measured), (f"1x is {base:,} rows.",))


def _measured(size: int, base: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, __file__, folder, str(size), str(base)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        sys.exit(done.stderr)
    return [float(number) for number in done.stdout.split()]


def _figures(measured: dict[int, list[float]]) -> list[Figure]:
    figures = []
    for size, (statements, ingested, *times) in measured.items():
        figures.append(stated(f"{size}x: statements", statements, "statements"))
        figures.append(stated(f"{size}x: import", ingested, "1/s"))
        figures += [stated(f"{size}x: {what}", taken, "ms") for what, taken in zip(WHAT, times, strict=True)]
    for place, what in enumerate(WHAT, start=2):
        figures.append(at_most(f"10x to 1x: {what}", measured[10][place] / measured[1][place], "times", 2))
    return figures


def measure(folder: Path, size: int, base: int) -> None:
    """Print the numbers of one size in one line."""
    copies, rows = divmod(size * base, ROWS)
    officer, seconds, _ = filled_node(folder / "node", copies=max(copies, 1), rows=None if copies else rows)
    statements, chance = statement_count(), random.Random(3)  # noqa: S311 - the same questions each time
    entities = _times(officer, lambda view, key: view.entity(key), _keys(chance))
    lists = _times(
        officer, lambda view, where: view.entities("Seizure", where=where, limit=20), _filters(chance)
    )
    found, _ = search_times(officer, queries(chance))
    print(
        statements,
        statements / seconds,
        quantile(entities, 0.5),
        quantile(lists, 0.5),
        quantile(found, 0.5),
        quantile(found, 0.95),
    )


def _times(officer: Officer, read: Callable[[Any, Any], object], asked: Sequence[Any]) -> list[float]:
    from liaison.records.view import open_view

    taken = []
    for one in asked:
        started = time.perf_counter()
        read(open_view(officer, purpose=PURPOSE), one)
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def _keys(chance: random.Random) -> list[str]:
    from liaison.records.models import Subject

    last = Subject.objects.order_by("-pk").values_list("pk", flat=True)[0]
    wanted = [chance.randrange(1, last + 1) for _ in range(READS)]
    keys = dict(Subject.objects.filter(pk__in=wanted).values_list("pk", "key"))
    return [keys[number] for number in wanted]


def _filters(chance: random.Random) -> list[dict[str, str]]:
    drugs = ("cocaine", "heroin", "cannabis", "amphetamine", "methamphetamine", "mdma")
    countries = ("AF", "BO", "CL", "CO", "DE", "EC", "ES", "FR", "PT", "VE")
    choices = [{"drug": d} for d in drugs] + [{"drug": d, "country": c} for d in drugs for c in countries]
    return [chance.choice(choices) for _ in range(READS)]


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS // 10)
