"""Which subjects match: filters and words, newest first, by one of two plans with the same answer.

The order is that of the ``kind`` statement: its number is the leading date that the same record states under
the same marking (else the day the record was made), its id breaks ties. So the order says nothing that the
viewer could not see anyway, and both plans give it:

- *gather*: few statements pass the rarest filter; take them all, test the other filters, sort;
- *walk*: go down the index of kind statements, newest first, and stop when the page is full; a walk that
  takes much longer than expected is given up for gathering.

The plan is chosen by counts over the whole store, hidden statements included: it changes the time an answer
takes and nothing in it (timing is out of scope, ``docs/threats.md``).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.records.interning import KIND, term_number, text_id
from liaison.records.sight import Sight, fetch, listed, remember
from liaison.records.upkeep import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison.records.filters import Filter

_CENSUS = 50_000  # statements are counted no further
_CENSUS_KEPT = 6  # a count is good for 2^6 changes of the store: it chooses a plan and nothing else
_WALK_COST = 0.7  # one test in a walk, measured against one row gathered and sorted
_PATIENCE = 8  # times as long as expected
_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Selection:
    """Kinds (value ids of their names; none means all) and the tests that a subject must pass."""

    kinds: frozenset[int]
    filters: tuple[Filter, ...] = ()


def kind_values(names: Sequence[str]) -> frozenset[int]:
    """Return the value ids of kind names."""
    return frozenset(text_id(name) for name in names)


def select(sight: Sight, selection: Selection, *, limit: int, offset: int = 0) -> list[int]:
    """Return the numbers of at most ``limit`` matching subjects after the first ``offset``, in order."""
    rarest = min(selection.filters, key=lambda f: _census(sight, f), default=None)
    wanted = limit + offset
    if rarest is None:
        return _walk(sight, selection, wanted)[offset:wanted]
    walked = _walk_length(sight, selection, wanted)
    if walked * _WALK_COST <= _census(sight, rarest):
        floor = _floor(sight, selection, walked * _PATIENCE)
        rows = _walk(sight, selection, wanted, floor=floor)
        if len(rows) >= wanted or not floor:
            return rows[offset:wanted]
    return _gather(sight, selection, rarest, wanted)[offset:wanted]


def _walk_length(sight: Sight, selection: Selection, wanted: int) -> int:
    """How many kind statements a walk would test until the page is full, taking filters as independent."""
    total = max(_census(sight, None), 1)
    share = 1.0
    for one in selection.filters:
        share *= min(_census(sight, one) / total, 1.0)
    return int(min(wanted / max(share, 1e-9), total))


def _floor(sight: Sight, selection: Selection, steps: int) -> str:
    """The condition that a walk goes no further down than ``steps`` kind statements.

    What passes a filter may all lie in another year than the newest. Then the walk would go on for long, and
    gathering is better after all.
    """
    sql = f"""
        SELECT k.number FROM records_statement k
         WHERE {_kinds(sight, selection)} AND k.number IS NOT NULL
         ORDER BY k.number DESC, k.id DESC LIMIT 1 OFFSET {steps}"""
    lowest = fetch(sight, sql)
    return f" AND k.number >= {lowest[0][0]!r}" if lowest else ""


_counts: OrderedDict[tuple[int, Filter | None], int] = OrderedDict()


def forget() -> None:
    """Drop what this process remembers."""
    _counts.clear()


def _census(sight: Sight, one: Filter | None) -> int:
    """Count statements (without a filter: subjects) of the whole store, for the choice of plan only."""
    key = (sight.revision >> _CENSUS_KEPT, one)
    counted = _counts.get(key)
    if counted is None:
        counted = int(whole(_census_sql(one))[0][0])
        remember(_counts, key, counted, _REMEMBERED)
    return counted


def _census_sql(one: Filter | None) -> str:
    if one is None:
        return "SELECT coalesce(max(id), 0) FROM records_subject"
    return f"SELECT count(*) FROM (SELECT 1 FROM {one.found()} LIMIT {_CENSUS}) AS counted"


def _kinds(sight: Sight, selection: Selection) -> str:
    """The condition on the kind statement ``k``."""
    kinds = f" AND k.value_id IN {listed(selection.kinds)}" if selection.kinds else ""
    return f"k.property_id = {term_number(KIND)}{kinds} AND k.policy_id IN {sight.clause}"


def passes(one: Filter, *, by: str, policies: str) -> str:
    """The condition that the subject of ``by`` passes a filter within ``policies``."""
    return f"EXISTS (SELECT 1 FROM {one.of_subject(by)} AND f.policy_id IN {policies})"


def gathered(one: Filter, others: Sequence[Filter], *, policies: str) -> str:
    """The query for the subjects that pass ``one`` and ``others`` within ``policies``."""
    tests = "".join(f" AND {passes(other, by='d', policies=policies)}" for other in others)
    found = f"SELECT DISTINCT f.subject_id FROM {one.found()} AND f.policy_id IN {policies}"
    return f"SELECT d.subject_id FROM ({found}) AS d WHERE 1 = 1{tests}"


def _gather(sight: Sight, selection: Selection, rarest: Filter, wanted: int) -> list[int]:
    others = [one for one in selection.filters if one is not rarest]
    sql = f"""
        SELECT k.subject_id FROM ({gathered(rarest, others, policies=sight.clause)}) AS g
         CROSS JOIN records_statement k
         WHERE k.subject_id = g.subject_id AND {_kinds(sight, selection)}
         ORDER BY k.number DESC, k.id DESC"""
    return list(dict.fromkeys(row[0] for row in fetch(sight, sql)))[:wanted]


def _walk(sight: Sight, selection: Selection, wanted: int, *, floor: str = "") -> list[int]:
    """Walk in windows, since a subject may have more than one kind statement."""
    tests = "".join(f" AND {passes(f, by='k', policies=sight.clause)}" for f in selection.filters)
    found: dict[int, None] = {}
    taken, window = 0, wanted + 8
    while len(found) < wanted:
        sql = f"""
            SELECT k.subject_id FROM records_statement k
             WHERE {_kinds(sight, selection)} AND k.number IS NOT NULL{floor}{tests}
             ORDER BY k.number DESC, k.id DESC LIMIT {window} OFFSET {taken}"""
        rows = fetch(sight, sql)
        found.update(dict.fromkeys(row[0] for row in rows))
        taken += len(rows)
        if len(rows) < window:
            break
    return list(found)[:wanted]
