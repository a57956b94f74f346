"""The one door: what one officer may see, now, for one purpose. Every reading passes here and is logged."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import BOTTOM, join_all
from liaison.people.selectors import viewer_of
from liaison.records import assembling, audit, interning, selecting
from liaison.records.clusters import clusters
from liaison.records.filters import Filter, Mentions, Period, Says
from liaison.records.finding import located, matching, readings
from liaison.records.provenance import Signature, signature
from liaison.records.seen import Edge, Entity, Found, Hit, Lineage, Page, Seen
from liaison.records.sight import Sight, fetch, listed, sight_of
from liaison.records.tabling import Cells, assembled_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import pyarrow as pa

    from liaison.kernel.policy import Viewer
    from liaison.people.models import Officer

_HIT = """
    SELECT DISTINCT v.text, r.author_id FROM ({subjects}) AS g
     CROSS JOIN records_statement k
      JOIN records_value v ON v.id = k.value_id JOIN records_record r ON r.id = k.record_id
     WHERE k.subject_id = g.subject_id AND k.property_id = {kind} AND k.policy_id IN {known}
     ORDER BY v.text LIMIT 20"""


def open_view(officer: Officer, *, purpose: str, case: str = "", moment: datetime | None = None) -> View:
    """Open the store for ``officer``, who reads for ``purpose`` (a code) and may name a case."""
    now = moment or datetime.now(UTC)
    return View(viewer_of(officer, now), purpose=purpose, case=case, moment=now)


class View:
    """A viewer, a purpose, a moment. Remembers the policies that its answers used: see ``lineage``."""

    def __init__(self, viewer: Viewer, *, purpose: str, case: str, moment: datetime) -> None:
        self.viewer = viewer
        self.purpose = purpose
        self.case = case
        self.moment = moment
        self._used: set[int] = set()
        self._originators: set[str] = set()
        self._statements = 0

    @property
    def sight(self) -> Sight:
        """The policies this viewer may read; asked anew at each reading, since the store changes."""
        return sight_of(self.viewer, self.purpose, self.moment)

    def entity(self, key: str) -> Entity | None:
        """Return the entity that the subject ``key`` belongs to; None where there is none for this viewer."""
        sight = self.sight
        rows = fetch(sight, "SELECT id FROM records_subject WHERE key = %s", [key])
        known = clusters(sight)
        found = assembling.entities(sight, [rows[0][0]], known, history=True) if rows else []
        self._record("entity", key, len(found))
        return self._use(self._named(sight, found))[0] if found else None

    def entities(  # noqa: PLR0913 - the parts of a list's address
        self,
        kind: str,
        *,
        where: Mapping[str, str] | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Page:
        """Return a page of the entities of a kind, newest first.

        Args:
            kind: name of a kind; the kinds that extend it are included.
            where: canonical texts by bare property name; all must be said of one subject.
            since: first day of the leading date.
            until: last day of the leading date.
            limit: at most this many.
            offset: after this many.

        Raises:
            CatalogueError: there is no such kind or property.
        """
        sight = self.sight
        chosen = _selection(kind, where or {}, since, until)
        subjects = selecting.select(sight, chosen, limit=limit + 1, offset=offset)
        page = self._page(sight, subjects[:limit], offset, more=len(subjects) > limit)
        self._record("list", kind, len(page.items))
        return page

    def find(  # noqa: PLR0913 - the parts of a search's address
        self,
        words: str,
        *,
        kind: str | None = None,
        place: str = "",
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Page:
        """Return the entities that ``words`` may mean: as an identifier, as written, then nearly so.

        Args:
            words: what to look for.
            kind: name of a kind; the kinds that extend it are included.
            place: words of a place or country that must be said of the same subject.
            since: first day of the leading date.
            until: last day of the leading date.
            limit: at most this many.
            offset: after this many.

        Raises:
            CatalogueError: there is no such kind.
        """
        sight = self.sight
        base = _selection(kind, {}, since, until)
        matched: dict[int, tuple[Mentions, ...]] = {}
        for filters in readings(sight, words):
            chosen = selecting.Selection(base.kinds, (*filters, *located(sight, place), *base.filters))
            for subject in selecting.select(sight, chosen, limit=limit + offset + 1):
                matched.setdefault(subject, filters)
            if len(matched) > limit + offset:
                break
        subjects = list(matched)[offset : offset + limit + 1]
        page = self._page(sight, subjects[:limit], offset, more=len(subjects) > limit)
        meant = [one for filters in dict.fromkeys(matched.values()) for one in filters[:1]]
        items = tuple(Found(f.entity, matching(f.entity, meant)) for f in page.items)
        hits = self._hits(sight, words)
        self._record("find", words, len(items))
        return Page(items, page.total, page.capped, hits)

    def table(
        self,
        kind: str,
        columns: Sequence[str],
        *,
        where: Mapping[str, str] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> pa.Table:
        """Return all entities of a kind as an Arrow table: ``key`` and one text column a property.

        A property with numbers also gives ``<name>.number``. Where an entity has several statements of a
        property the cell holds the one to show first (``seen.precedence``).
        """
        cells = self._cells(kind, columns, where or {}, since, until)
        self._record("table", kind, cells.table.num_rows)
        return cells.table

    def count(
        self,
        kind: str,
        *,
        by: str | None = None,
        where: Mapping[str, str] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> dict[str, int]:
        """Count the entities of a kind, by the canonical text of a property or in all (under ``""``)."""
        cells = self._cells(kind, [by] if by else [], where or {}, since, until)
        self._record("count", kind, cells.table.num_rows)
        if by is None:
            return {"": cells.table.num_rows}
        counted = cells.table.column(by).value_counts().to_pylist()
        return {c["values"] or "": c["counts"] for c in counted}

    def edges(self, key: str) -> tuple[Edge, ...]:
        """Return the link statements from and to the entity of ``key``."""
        sight = self.sight
        rows = fetch(sight, "SELECT id FROM records_subject WHERE key = %s", [key])
        members = listed(frozenset(clusters(sight).get(rows[0][0], (rows[0][0],)) if rows else ()))
        where = f"s.link_id IS NOT NULL AND (s.subject_id IN {members} OR s.link_id IN {members})"
        found = [seen for _, seen in assembling.statements(sight, where)]
        self._note(found)
        self._record("edges", key, len(found))
        return tuple(Edge(s.subject, s.link, s) for s in found if s.link is not None)

    def entities_of(self, keys: Iterable[str]) -> dict[str, Entity]:
        """Return the entities of some subjects by key: the far ends of edges, say."""
        sight, wanted = self.sight, list(dict.fromkeys(keys))
        marks = ",".join(["%s"] * len(wanted)) or "NULL"
        rows = fetch(sight, f"SELECT id, key FROM records_subject WHERE key IN ({marks})", wanted)
        found = self._use(assembling.entities(sight, [number for number, _ in rows], clusters(sight)))
        self._record("entities", ",".join(wanted[:3]), len(found))
        return {key: entity for entity in found for key in entity.keys}

    def document(self, text: str) -> Seen | None:
        """Return a statement that names a document (its canonical text), or None for this viewer."""
        documents = (p.id for p in ontology().properties.values() if p.type.name == "document")
        terms = listed(frozenset(interning.term_number(name) for name in documents))
        where = f"s.value_id = {interning.text_id(text)} AND s.property_id IN {terms}"
        found = [seen for _, seen in assembling.statements(self.sight, where)][:1]
        self._note(found)
        self._record("document", text.partition(" ")[0], len(found))
        return next(iter(found), None)

    def signature(self, record: str) -> Signature | None:
        """Return the signature over a record of which this viewer sees a statement, verified now."""
        rows = fetch(
            self.sight,
            "SELECT s.id FROM records_record r JOIN records_statement s ON s.record_id = r.id"
            " AND s.id >= r.first AND s.id < r.first + r.count"
            f" WHERE r.uuid = %s AND s.policy_id IN {self.sight.clause} LIMIT 1",
            [record],
        )
        self._record("signature", record, len(rows))
        return signature(record) if rows else None

    @property
    def lineage(self) -> Lineage:
        """What the answers so far were made of."""
        marked = interning.policies(self.sight.revision)
        policies = [marked[number] for number in sorted(self._used)]
        originators = chain(self._originators, chain.from_iterable(p.originators for p in policies))
        return Lineage(
            join_all(policies) if policies else BOTTOM,
            len(policies),
            tuple(sorted(set(originators))),
            self._statements,
        )

    def _cells(
        self,
        kind: str,
        columns: Sequence[str],
        where: Mapping[str, str],
        since: date | None,
        until: date | None,
    ) -> Cells:
        cells = assembled_table(self.sight, kind, columns, where, since, until)
        self._used |= cells.policies
        self._statements += cells.statements
        return cells

    def _page(self, sight: Sight, subjects: Sequence[int], offset: int, *, more: bool) -> Page:
        found = self._use(self._named(sight, assembling.entities(sight, subjects, clusters(sight))))
        return Page(tuple(Found(entity, None) for entity in found), offset + len(found) + more, more)

    def _named(self, sight: Sight, found: list[Entity]) -> list[Entity]:
        """Give each entity the captions of what it links to, as far as this viewer may see them."""
        targets = {s.link for e in found for s in e.statements if s.link is not None}
        if not targets:
            return found
        marks = ",".join(["%s"] * len(targets))
        rows = fetch(sight, f"SELECT id FROM records_subject WHERE key IN ({marks})", sorted(targets))
        linked = assembling.entities(sight, [row[0] for row in rows], clusters(sight))
        for entity in self._use(linked):
            for each in found:
                each.linked.update(dict.fromkeys(entity.keys, entity))
        return found

    def _use(self, found: list[Entity]) -> list[Entity]:
        for entity in found:
            self._note(entity.statements)
            self._note(entity.former)
        return found

    def _note(self, seen: Iterable[Seen]) -> None:
        for statement in seen:
            self._used.add(statement.policy_id)
            self._originators.add(statement.author)
            self._statements += 1

    def _hits(self, sight: Sight, words: str) -> tuple[Hit, ...]:
        """Where an owner lets a hit be known: exact matches only, by kind and owner, nothing else."""
        if not sight.hit:
            return ()
        found: dict[Hit, None] = {}
        for first, *others in list(readings(sight, words))[:3]:
            sql = _HIT.format(
                subjects=selecting.gathered(first, others, policies=listed(sight.hit)),
                kind=interning.term_number(interning.KIND),
                known=listed(sight.hit | sight.readable),
            )
            rows = fetch(sight, sql, also=sight.hit)
            found.update((Hit(kind, assembling.author_code(author)), None) for kind, author in rows)
        return tuple(sorted(found, key=lambda h: (h.kind_name, h.authority)))

    def _record(self, action: str, subject: str, count: int) -> None:
        audit.record_use(
            officer=self.viewer.officer,
            authority=self.viewer.authority,
            purpose=self.purpose,
            case=self.case,
            action=action,
            subject=subject,
            count=count,
        )


def _selection(
    kind: str | None, where: Mapping[str, str], since: date | None, until: date | None
) -> selecting.Selection:
    if kind is None:
        return selecting.Selection(frozenset(), _period(interning.KIND, since, until))
    model = ontology()
    chosen = model.kind(kind)
    named = [name for name, other in model.kinds.items() if other.is_a(kind)]
    said = [
        Says(interning.term_number(chosen.properties[name].id), interning.text_id(text))
        for name, text in where.items()
    ]
    dated = chosen.properties[chosen.date].id if chosen.date else interning.KIND
    return selecting.Selection(selecting.kind_values(named), (*said, *_period(dated, since, until)))


def _period(dated: str, since: date | None, until: date | None) -> tuple[Filter, ...]:
    return (Period(interning.term_number(dated), since, until),) if since or until else ()
