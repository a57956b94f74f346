"""Which subjects match: filters and words, newest first, by one of two plans with the same answer.

The order is that of the ``kind`` statement: its number is the leading date that the same record states under
the same marking (else the day the record was made), its id breaks ties. So the order says nothing that the
viewer could not see anyway, and both plans give it:

- *gather*: few statements carry the rarest filter; take them all, test the other filters, sort;
- *walk*: go down the index of kind statements, newest first, and stop when the page is full.

The plan is chosen by counts over the whole store, hidden statements included: it changes the time an answer
takes and nothing in it (timing is out of scope, ``docs/threats.md``).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import connection

from liaison.records.fence import node_scope
from liaison.records.interning import KIND, term_number, text_id
from liaison.records.sight import Sight, fetch, listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

EPOCH_DAY = 719163  # proleptic ordinal of 1970-01-01
_CENSUS = 50_000  # postings are counted no further
_WALK_COST = 0.7  # one test in a walk, measured against one row gathered and sorted


class Filter(Protocol):
    """A statement that must be there, by a condition on it."""

    def test(self, alias: str) -> str:
        """The condition on a statement called ``alias``."""
        ...


@dataclass(frozen=True, slots=True)
class Says:
    """A statement with exactly this value of this property."""

    property: int
    value: int

    def test(self, alias: str) -> str:
        """The condition on a statement called ``alias``."""
        return f"{alias}.value_id = {self.value} AND {alias}.property_id = {self.property}"


@dataclass(frozen=True, slots=True)
class Mentions:
    """A statement in whose value one of these words stands.

    A word belongs to a value under a property, never to the value alone: what a hidden statement means by
    a text must not change what a visible one is found by.
    """

    words: frozenset[int]

    def test(self, alias: str) -> str:
        """The condition on a statement called ``alias``."""
        meant = f"SELECT value_id, property_id FROM records_wordvalue WHERE word_id IN {listed(self.words)}"
        return f"({alias}.value_id, {alias}.property_id) IN ({meant})"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, ends included, that a number of ``property`` must fall in."""

    property: int
    since: date | None
    until: date | None

    def test(self, alias: str) -> str:
        """The condition on a statement called ``alias``."""
        parts = [f"{alias}.property_id = {self.property}"]
        if self.since is not None:
            parts.append(f"{alias}.number >= {self.since.toordinal() - EPOCH_DAY}")
        if self.until is not None:
            parts.append(f"{alias}.number < {self.until.toordinal() - EPOCH_DAY + 1}")
        return " AND ".join(parts)


@dataclass(frozen=True, slots=True)
class Selection:
    """Kinds (value ids of their names; none means all) and the tests that a subject must pass."""

    kinds: frozenset[int]
    filters: tuple[Filter, ...] = ()
    period: Period | None = None


def kind_values(names: Sequence[str]) -> frozenset[int]:
    """Return the value ids of kind names."""
    return frozenset(text_id(name) for name in names)


def select(sight: Sight, selection: Selection, *, limit: int, offset: int = 0) -> list[int]:
    """Return the numbers of at most ``limit`` matching subjects after the first ``offset``, in order."""
    rarest = min(selection.filters, key=lambda f: _postings(sight, f), default=None)
    wanted = limit + offset
    if rarest is not None and _gathers(sight, selection, rarest, wanted):
        rows = _gather(sight, selection, rarest, wanted)
    else:
        rows = _walk(sight, selection, wanted)
    return rows[offset:wanted]


def _gathers(sight: Sight, selection: Selection, rarest: Filter, wanted: int) -> bool:
    """Compare what the two plans would cost, taking filters as independent."""
    total = max(_size(sight), 1)
    share = 1.0
    for one in selection.filters:
        share *= min(_postings(sight, one) / total, 1.0)
    gathered = _postings(sight, rarest)
    walked = min(wanted / max(share, 1e-9), total)
    return gathered < walked * _WALK_COST


_counts: OrderedDict[tuple[int, Filter | None], int] = OrderedDict()


def _counted(sight: Sight, key: Filter | None, sql: str) -> int:
    """Count rows of the whole store, for the choice of plan only; remembered until the store changes."""
    found = _counts.get((sight.revision, key))
    if found is None:
        with node_scope(), connection.cursor() as cursor:
            cursor.execute(sql)
            found = int(cursor.fetchone()[0])
        _counts[sight.revision, key] = found
        while len(_counts) > 4096:  # noqa: PLR2004 - some megabytes
            _counts.popitem(last=False)
    return found


def forget() -> None:
    """Drop what this process remembers."""
    _counts.clear()


def _postings(sight: Sight, one: Filter) -> int:
    inner = f"SELECT 1 FROM records_statement p WHERE {one.test('p')} LIMIT {_CENSUS}"
    return _counted(sight, one, f"SELECT count(*) FROM ({inner}) AS counted")


def _size(sight: Sight) -> int:
    return _counted(sight, None, "SELECT coalesce(max(id), 0) FROM records_subject")


def _driver(sight: Sight, selection: Selection, alias: str) -> str:
    kinds = f" AND {alias}.value_id IN {listed(selection.kinds)}" if selection.kinds else ""
    return f"{alias}.property_id = {term_number(KIND)}{kinds} AND {alias}.policy_id IN {sight.clause}"


def _exists(sight: Sight, test: str, *, by: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM records_statement f WHERE f.subject_id = {by}.subject_id"
        f" AND {test} AND f.policy_id IN {sight.clause})"
    )


def _tests(sight: Sight, selection: Selection, *, but: Filter | None, by: str) -> str:
    tests: list[Filter] = [f for f in selection.filters if f is not but]
    tests += [selection.period] if selection.period else []
    return "".join(f" AND {_exists(sight, test.test('f'), by=by)}" for test in tests)


def _gather(sight: Sight, selection: Selection, rarest: Filter, wanted: int) -> list[int]:
    sql = f"""
        SELECT k.subject_id, k.number, k.id FROM records_statement k
         WHERE {_driver(sight, selection, "k")} AND k.subject_id IN (
               SELECT d.subject_id FROM records_statement d
                WHERE {rarest.test("d")} AND d.policy_id IN {sight.clause}
                      {_tests(sight, selection, but=rarest, by="d")})
         ORDER BY k.number DESC, k.id DESC"""
    return list(dict.fromkeys(row[0] for row in fetch(sight, sql)))[:wanted]


def _walk(sight: Sight, selection: Selection, wanted: int) -> list[int]:
    """Walk in windows, since a subject may have more than one kind statement."""
    found: dict[int, None] = {}
    taken, window = 0, wanted + 8
    while len(found) < wanted:
        sql = f"""
            SELECT k.subject_id FROM records_statement k
             WHERE {_driver(sight, selection, "k")} AND k.number IS NOT NULL
                   {_tests(sight, selection, but=None, by="k")}
             ORDER BY k.number DESC, k.id DESC LIMIT {window} OFFSET {taken}"""
        rows = fetch(sight, sql)
        found.update(dict.fromkeys(row[0] for row in rows))
        taken += len(rows)
        if len(rows) < window:
            break
    return list(found)[:wanted]
