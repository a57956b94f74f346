"""From rows of numbers to what a person sees: statements with their texts, entities with their statements.

Texts, keys and record heads never change under their number, so this process remembers them (a bounded
many); what was read is still only what ``sight`` selected. The memory is emptied at the first reading after
an erasure, by whichever process, so that an erased text does not outlive its statement here.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.catalogue.ontology import ontology
from liaison.people.models import Authority
from liaison.records import interning
from liaison.records.seen import Entity, Seen, precedence, shown
from liaison.records.sight import Sight, fetch, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_COLUMNS = (
    "s.id, s.subject_id, s.property_id, s.value_id, s.number, s.link_id, s.policy_id, s.record_id,"
    " s.evaluation_id, s.observed_id, s.original_id"
)
_REMEMBERED = 400_000  # texts, keys and heads of records: less than a hundred megabytes
_STATEMENTS = 100_000  # statements remembered whole: about as much again


class _Head(NamedTuple):
    """What a statement shows of its record."""

    uuid: str
    first: int
    author: str
    created: datetime


class _Memory:
    """What this process remembers, as of one erasure. A reading keeps the one that it began with."""

    def __init__(self, erasures: int) -> None:
        self.erasures = erasures
        self.texts: dict[int, str] = {}
        self.keys: dict[int, str] = {}
        self.heads: dict[int, _Head] = {}
        self.stated: dict[int, tuple[int, Seen]] = {}

    @property
    def full(self) -> bool:
        """Whether there is too much of it."""
        small = len(self.texts) + len(self.keys) + len(self.heads)
        return small > _REMEMBERED or len(self.stated) > _STATEMENTS


class _Current:
    """The memory for readings that begin now."""

    memory = _Memory(-1)


def forget() -> None:
    """Drop what this process remembers."""
    _Current.memory = _Memory(-1)
    author_code.cache_clear()
    shown.cache_clear()


def _memory(sight: Sight) -> _Memory:
    """The memory of this process: begun anew after an erasure, and before there is too much."""
    if _Current.memory.erasures != sight.erasures or _Current.memory.full:
        forget()
        _Current.memory = _Memory(sight.erasures)
    return _Current.memory


@lru_cache(maxsize=1024)
def author_code(number: int) -> str:
    """Return the code of an authority; codes never change."""
    return Authority.objects.values_list("code", flat=True).get(pk=number)


def statements(sight: Sight, where: str, parameters: Sequence[Any] = ()) -> list[tuple[int, Seen]]:
    """Return the visible statements that ``where`` selects, each with the number of its subject.

    Which they are is asked each time, from an index; what they say never changes and is remembered.
    """
    chosen = f"FROM records_statement s WHERE {where} AND s.policy_id IN {sight.clause}"
    numbers = [number for (number,) in fetch(sight, f"SELECT s.id {chosen}", parameters)]
    memory = _memory(sight)
    found = {number: known for number in numbers if (known := memory.stated.get(number)) is not None}
    if missing := [number for number in numbers if number not in found]:
        unread = f"SELECT {_COLUMNS} FROM records_statement s WHERE s.id IN {listed(missing)}"
        rows = fetch(sight, unread)
        fresh = dict(zip((row[0] for row in rows), _seen(sight, memory, rows), strict=True))
        memory.stated.update(fresh)
        found.update(fresh)
    return [found[number] for number in sorted(found)]


def former(sight: Sight, where: str, parameters: Sequence[Any] = ()) -> list[tuple[int, Seen]]:
    """Return the visible statements that were withdrawn, each with the number of its subject."""
    sql = (
        f"SELECT {_COLUMNS}, s.reason FROM records_formerstatement s"
        f" WHERE {where} AND s.policy_id IN {sight.clause} ORDER BY s.id"
    )
    rows = fetch(sight, sql, parameters)
    seen = _seen(sight, _memory(sight), [row[:-1] for row in rows])
    return [
        (number, each._replace(withdrawn=True, reason=row[-1]))
        for (number, each), row in zip(seen, rows, strict=True)
    ]


def _seen(sight: Sight, memory: _Memory, rows: list[Any]) -> list[tuple[int, Seen]]:
    _recall(sight, memory, rows)
    texts, keys, marked = memory.texts, memory.keys, interning.policies(sight.revision)
    found = []
    for number, subject, term, value, sortable, link, policy, record, graded, observed, original in rows:
        head, grading = memory.heads[record], interning.grading(graded)
        found.append(
            (
                subject,
                Seen(
                    f"{head.uuid}.{number - head.first}",
                    keys[subject],
                    interning.term_name(term),
                    texts[value],
                    sortable,
                    None if original is None else texts[original],
                    None if link is None else keys[link],
                    *grading,
                    None if observed is None else texts[observed],
                    marked[policy],
                    policy,
                    head.author,
                    head.created,
                    head.uuid,
                    number,
                ),
            )
        )
    return found


def _recall(sight: Sight, memory: _Memory, rows: list[Any]) -> None:
    """Read the texts, keys and heads that these rows need and that are not remembered."""
    texts = {n for row in rows for n in (row[3], row[9], row[10]) if n is not None} - memory.texts.keys()
    if texts:
        sql = f"SELECT id, text FROM records_value WHERE id IN {listed(texts)}"
        memory.texts.update(fetch(sight, sql))
    keys = {n for row in rows for n in (row[1], row[5]) if n is not None} - memory.keys.keys()
    if keys:
        memory.keys.update(subject_keys(sight, keys))
    if heads := {row[7] for row in rows} - memory.heads.keys():
        sql = f"SELECT id, uuid, first, author_id, created FROM records_record WHERE id IN {listed(heads)}"
        for number, uuid, first, author, created in fetch(sight, sql):
            memory.heads[number] = _Head(uuid, first, author_code(author), _moment(created))


def _moment(stored: str | datetime) -> datetime:
    """SQLite keeps moments as text in UTC, which a raw cursor hands out as it is."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if isinstance(stored, str) else stored


def subject_keys(sight: Sight, numbers: Iterable[int]) -> dict[int, str]:
    """Return the keys of subjects by number. Give only numbers that came out of visible statements."""
    wanted = frozenset(numbers)
    if not wanted:
        return {}
    return dict(fetch(sight, f"SELECT id, key FROM records_subject WHERE id IN {listed(wanted)}"))


def entities(
    sight: Sight, subjects: Sequence[int], clusters: Mapping[int, tuple[int, ...]], *, history: bool = False
) -> list[Entity]:
    """Assemble the entities of ``subjects``, one each, in that order; a cluster named twice comes once."""
    groups = dict.fromkeys(clusters.get(s, (s,)) for s in subjects)
    wanted = f"s.subject_id IN {listed(n for g in groups for n in g)}"
    standing, gone = defaultdict(list), defaultdict(list)
    for number, seen in statements(sight, wanted):
        standing[number].append(seen)
    for number, seen in former(sight, wanted) if history else ():
        gone[number].append(seen)
    built = [_entity([s for n in g for s in standing[n]], [s for n in g for s in gone[n]]) for g in groups]
    return [entity for entity in built if entity is not None]


def _entity(standing: list[Seen], gone: list[Seen]) -> Entity | None:
    kinds = [s for s in standing if s.property == interning.KIND]
    if not kinds:
        return None
    keys = sorted({s.subject for s in standing})
    return Entity(
        key=keys[0],
        keys=tuple(keys),
        kind_name=_narrowest(kinds),
        statements=tuple(sorted((s for s in standing if s.property != interning.KIND), key=precedence)),
        former=tuple(sorted((s for s in gone if s.property != interning.KIND), key=precedence)),
    )


def _narrowest(kinds: list[Seen]) -> str:
    """Return the kind that says most: one that extends another claimed; else the first by precedence."""
    claimed = list(dict.fromkeys(s.text for s in sorted(kinds, key=precedence)))
    if len(claimed) == 1:
        return claimed[0]
    model = ontology()
    return next((k for k in claimed if all(model.kind(k).is_a(other) for other in claimed)), claimed[0])
