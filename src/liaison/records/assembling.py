"""From rows of numbers to what a person sees: statements with their texts, entities with their statements."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from liaison.catalogue.ontology import ontology
from liaison.people.models import Authority
from liaison.records import interning
from liaison.records.seen import Entity, Seen, precedence
from liaison.records.sight import Sight, fetch, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ROW = """
    SELECT s.subject_id, s.property_id, v.text, s.number, l.key, s.policy_id, s.evaluation_id,
           o.text, w.text, r.uuid, s.id - r.first, r.author_id, r.created, s.id{more}
      FROM {table} s
      JOIN records_record r ON r.id = s.record_id
      JOIN records_value v ON v.id = s.value_id
      LEFT JOIN records_value o ON o.id = s.observed_id
      LEFT JOIN records_value w ON w.id = s.original_id
      LEFT JOIN records_subject l ON l.id = s.link_id
     WHERE {where} AND s.policy_id IN {policies}
     ORDER BY s.id"""


@lru_cache(maxsize=1024)
def author_code(number: int) -> str:
    """Return the code of an authority; codes never change."""
    return Authority.objects.values_list("code", flat=True).get(pk=number)


def statements(sight: Sight, where: str, parameters: Sequence[Any] = ()) -> list[tuple[int, Seen]]:
    """Return the visible statements that ``where`` selects, each with the number of its subject."""
    sql = _ROW.format(table="records_statement", where=where, policies=sight.clause, more="")
    return _seen(sight, fetch(sight, sql, parameters))


def former(sight: Sight, where: str, parameters: Sequence[Any] = ()) -> list[tuple[int, Seen]]:
    """Return the visible statements that were withdrawn, each with the number of its subject."""
    sql = _ROW.format(table="records_formerstatement", where=where, policies=sight.clause, more=", s.reason")
    return _seen(sight, fetch(sight, sql, parameters))


def _seen(sight: Sight, rows: list[Any]) -> list[tuple[int, Seen]]:
    keys = subject_keys(sight, {row[0] for row in rows})
    marked = interning.policies(sight.revision)
    found = []
    for row in rows:
        subject, term, text, number, link, policy, graded, observed, original = row[:9]
        uuid, ordinal, author, created = row[9:13]
        grading = interning.grading(graded)
        found.append(
            (
                subject,
                Seen(
                    id=f"{uuid}.{ordinal}",
                    subject=keys[subject],
                    property=interning.term_name(term),
                    text=text,
                    number=number,
                    original=original,
                    link=link,
                    source=grading.source,
                    information=grading.information,
                    opinion=grading.opinion,
                    category=grading.category,
                    language=grading.language,
                    observed=observed,
                    policy=marked[policy],
                    policy_id=policy,
                    author=author_code(author),
                    created=_moment(created),
                    record=uuid,
                    position=row[13],
                    withdrawn=len(row) > 14,  # noqa: PLR2004 - the column that only former statements have
                    reason=row[14] if len(row) > 14 else "",  # noqa: PLR2004 - as above
                ),
            )
        )
    return found


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
    wanted = f"s.subject_id IN {listed(frozenset(n for g in groups for n in g))}"
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
    model = ontology()
    return next((k for k in claimed if all(model.kind(k).is_a(other) for other in claimed)), claimed[0])
