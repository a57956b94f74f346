"""Figure ``find``: 200 mixed searches over the filled node through ``View.find``, slips of the pen included.

Beside it, in the same run, a scan of all distinct texts in memory for one word, which knows no slips, no
markings and no order.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.asking import quantile
from benchmarks.figure import at_most, print_figures, stated
from benchmarks.filled import PURPOSE, filled_node, statement_count

if TYPE_CHECKING:
    from liaison.people.models import Officer

QUERIES = 200


def main() -> None:
    """Fill a node and search it."""
    with tempfile.TemporaryDirectory() as name:
        officer, _, remark = filled_node(Path(name) / "node")
        asked = queries(random.Random(11))  # noqa: S311 - the same questions each time
        found, empty = search_times(officer, asked)
        print_figures(
            "find",
            [
                stated("statements in the store", statement_count(), "statements"),
                stated("a search, p50", quantile(found, 0.5), "ms"),
                at_most("a search, p95", quantile(found, 0.95), "ms", 60),
                stated("a search, the slowest", found[-1], "ms"),
                stated("searches without a result", empty, f"of {QUERIES}"),
                stated("floor: all distinct texts scanned in memory", _scan(asked), "ms"),
            ],
            (
                remark,
                "A quarter each: one word, two words, a word with one slip, a word in two kinds of value.",
            ),
        )


def queries(chance: random.Random) -> list[str]:
    """Words of places and drugs as they stand in the store, some with a slip of the pen."""
    from liaison.records.models import Value

    sample = (
        Value.objects.filter(text__regex=r"^[A-Za-z ]{6,40}$").order_by("pk").values_list("text", flat=True)
    )
    texts = chance.choices(list(sample), k=QUERIES)
    words = [max(text.split(), key=len) for text in texts]
    kinds = (
        lambda n: words[n],
        lambda n: " ".join(texts[n].split()[:2]),
        lambda n: _slip(words[n], chance),
        lambda n: f"{words[n]} {chance.choice(('cocaine', 'heroin', 'cannabis', 'road', 'airport'))}",
    )
    return [kinds[n % len(kinds)](n) for n in range(QUERIES)]


def _slip(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, exchanged, or two neighbours swapped."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + "e" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def search_times(officer: Officer, asked: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each search, sorted, and how many found nothing."""
    from liaison.records.view import open_view

    taken, empty = [], 0
    open_view(officer, purpose=PURPOSE).find("warm")
    for words in asked:
        started = time.perf_counter()
        page = open_view(officer, purpose=PURPOSE).find(words)
        taken.append((time.perf_counter() - started) * 1000)
        empty += not page.items
    return sorted(taken), empty


def _scan(asked: list[str]) -> float:
    from liaison.records.models import Value

    texts = [text.casefold() for text in Value.objects.values_list("text", flat=True)]
    started = time.perf_counter()
    for words in asked[:20]:
        sum(words.casefold() in text for text in texts)
    return (time.perf_counter() - started) * 1000 / 20


if __name__ == "__main__":
    main()
