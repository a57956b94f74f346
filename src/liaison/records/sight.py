"""Which policies one viewer may read, now, for this purpose: decided once, joined by number at each read."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from liaison.kernel.policy import Existence, decide, next_change
from liaison.records import interning, revision
from liaison.records.fence import fetch_fenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from liaison.kernel.policy import Viewer

_REMEMBERED = 256
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Sight:
    """The numbers of the policies by what their statements are to this viewer."""

    revision: int
    erasures: int
    readable: frozenset[int]
    hit: frozenset[int]
    countable: frozenset[int]
    since: datetime  # decided at
    until: datetime | None  # when a verdict may change by itself

    def holds(self, moment: datetime) -> bool:
        """Whether the verdicts are still those of ``moment``."""
        return self.since <= moment and (self.until is None or moment < self.until)

    @property
    def clause(self) -> str:
        """The SQL list of readable policies, for ``policy_id IN``."""
        return listed(self.readable)


def listed(numbers: Iterable[int]) -> str:
    """Write whole numbers as an SQL list; the empty set matches nothing."""
    return f"({','.join(map(str, sorted(map(int, numbers)))) or '-1'})"


_sights: OrderedDict[tuple[int, Viewer, str], Sight] = OrderedDict()


def sight_of(viewer: Viewer, purpose: str, moment: datetime) -> Sight:
    """Decide every policy of the store for ``viewer``; remembered until the store or a date changes it."""
    count = revision.current()
    key = (count.changes, viewer, purpose)
    known = _sights.get(key)
    if known is not None and known.holds(moment):
        return known
    decided = _decided(count, viewer, purpose, moment)
    remember(_sights, key, decided, _REMEMBERED)
    return decided


def remember(memory: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    """Put ``value`` into a memory shared by threads and let the oldest go."""
    memory[key] = value
    with suppress(KeyError):  # another thread may empty it meanwhile
        while len(memory) > most:
            memory.popitem(last=False)


def forget() -> None:
    """Drop what this process remembers."""
    _sights.clear()


def _decided(count: revision.Count, viewer: Viewer, purpose: str, moment: datetime) -> Sight:
    sets: dict[Existence, set[int]] = {level: set() for level in Existence}
    changes = []
    for pk, policy in list(interning.policies(count.changes).items()):  # another thread may add
        sets[decide(viewer, policy, purpose, moment).existence].add(pk)
        changes.append(next_change(policy, moment))
    return Sight(
        revision=count.changes,
        erasures=count.erasures,
        readable=frozenset(sets[Existence.READABLE]),
        hit=frozenset(sets[Existence.HIT]),
        countable=frozenset(sets[Existence.COUNTABLE]),
        since=moment,
        until=min((c for c in changes if c is not None), default=None),
    )


def fetch(
    sight: Sight, sql: str, parameters: Sequence[Any] = (), *, also: frozenset[int] = frozenset()
) -> list[Any]:
    """Run a read of statement tables, with the fence behind it.

    ``also`` are policies that may not be read, of which a hit or a count may be made.
    """
    return fetch_fenced(sql, parameters, readable=sight.readable | also)
