"""Tables for a View: one row an entity, assembled from the columns of the projection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from liaison.catalogue.ontology import ontology
from liaison.records.clusters import clusters
from liaison.records.filters import EPOCH_DAY
from liaison.records.interning import KIND, term_number
from liaison.records.projection import Column, column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from liaison.records.sight import Sight


@dataclass(frozen=True, slots=True)
class Cells:
    """A table and what it was made of."""

    table: pa.Table
    policies: set[int]
    statements: int


def assembled_table(  # noqa: PLR0913, PLR0917 - the parts of a table's address
    sight: Sight,
    kind: str,
    columns: Sequence[str],
    where: Mapping[str, str],
    since: date | None,
    until: date | None,
) -> Cells:
    """Return one row an entity of ``kind``, newest first, as ``View.table`` describes it.

    Raises:
        CatalogueError: there is no such kind or property.
    """
    base = _Base(sight, kind)
    chosen = ontology().kind(kind)
    for name, text in where.items():
        base.keep(_saying(base.column(chosen.properties[name].id), text))
    if since or until:
        dated = chosen.properties[chosen.date].id if chosen.date else KIND
        base.keep(_within(base.column(dated), since, until))
    return base.cells([(name, chosen.properties[name].id) for name in columns])


def _saying(one: Column, text: str) -> NDArray[np.int64]:
    place = one.texts.index(text).as_py()
    return one.subject[one.code == place] if place >= 0 else one.subject[:0]


def _within(one: Column, since: date | None, until: date | None) -> NDArray[np.int64]:
    low = since.toordinal() - EPOCH_DAY if since else -np.inf
    high = until.toordinal() - EPOCH_DAY + 1 if until else np.inf
    return one.subject[(one.number >= low) & (one.number < high)]


class _Base:
    """The subjects of a kind, newest first, that are still in; and the columns read for them so far."""

    def __init__(self, sight: Sight, kind: str) -> None:
        self.sight = sight
        self.read: dict[str, Column] = {}
        kinds = self.column(KIND)
        named = [n for n, k in ontology().kinds.items() if k.is_a(kind)]
        wanted = [i for i, text in enumerate(kinds.texts.to_pylist()) if text in named]
        mine = kinds.only(np.isin(kinds.code, wanted))
        newest = np.argsort(-mine.number[::-1], kind="stable")  # ids ascend, so the later of two comes first
        mine = mine.only(len(mine.id) - 1 - newest)
        self.rows = mine.only(_firsts(mine.subject))

    def column(self, term: str) -> Column:
        """Return a column, read once."""
        if term not in self.read:
            self.read[term] = column(self.sight, term_number(term))
        return self.read[term]

    def keep(self, subjects: NDArray[np.int64]) -> None:
        """Keep only these subjects."""
        self.rows = self.rows.only(np.isin(self.rows.subject, subjects))

    def cells(self, columns: Sequence[tuple[str, str]]) -> Cells:
        """Assemble the table of (name, property id) for the subjects that are in."""
        heads = self._merged()
        keys, places = self._keys(heads), _places(self.rows.subject)
        named, policies, used = {"key": keys}, _present(self.rows.policy), len(self.rows.id)
        for name, term in columns:
            lead = _leading(self.column(term), self.rows.subject, places, heads)
            named[name] = _encoded(lead)
            if not np.isnan(lead.number).all():
                named[f"{name}.number"] = pa.array(lead.number, from_pandas=True)
            policies |= _present(lead.policy[lead.policy >= 0])
            used += int((lead.code >= 0).sum())
        return Cells(pa.table(named), policies, used)

    def _merged(self) -> Mapping[int, tuple[int, ...]]:
        """Leave one row for each cluster: its newest."""
        known = clusters(self.sight)
        if known:
            heads = np.asarray([known.get(s, (s,))[0] for s in self.rows.subject.tolist()], np.int64)
            self.rows = self.rows.only(_firsts(heads))
        return known

    def _keys(self, known: Mapping[int, tuple[int, ...]]) -> pa.Array:
        """The key of an entity is the smallest of its cluster."""
        keys = self.rows.keys
        if keys is None or not np.isin(self.rows.subject, list(known)).any():
            return keys if keys is not None else pa.array([], pa.string())
        kinds = self.column(KIND)
        spelt = dict(zip(kinds.subject.tolist(), (kinds.keys or pa.array([])).to_pylist(), strict=True))
        return pa.array(
            [min(spelt[m] for m in known.get(s, (s,)) if m in spelt) for s in self.rows.subject.tolist()],
            pa.string(),
        )


def _firsts(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places, ascending, at which each number stands for the first time."""
    first = np.zeros(numbers.max(initial=0) + 1, np.int64)
    order = np.arange(len(numbers))
    first[numbers[::-1]] = order[::-1]  # of several the last assignment stays, and that is the first place
    return np.flatnonzero(first[numbers] == order)


def _places(subjects: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the row of each subject by its number, -1 where it has none; numbers are dense."""
    rows = np.full(subjects.max(initial=0) + 1, -1, np.int64)
    rows[subjects] = np.arange(len(subjects))
    return rows


def _present(numbers: NDArray[np.int64]) -> set[int]:
    """Return the distinct of some small numbers."""
    return set(np.flatnonzero(np.bincount(numbers)).tolist())


def _encoded(lead: Column) -> pa.DictionaryArray:
    """Write the texts with a dictionary of their own: that of the column holds texts of hidden statements."""
    used = np.zeros(len(lead.texts) + 1, bool)
    used[lead.code] = True  # -1, nothing, falls on the one too many
    texts = lead.texts.take(pa.array(np.flatnonzero(used[:-1])))
    codes = (np.cumsum(used) - 1)[lead.code]
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=lead.code < 0), texts)


def _leading(
    one: Column, subjects: NDArray[np.int64], rows: NDArray[np.int64], known: Mapping[int, tuple[int, ...]]
) -> Column:
    """Return, for each of ``subjects``, the statement to show first; ``code`` is -1 where there is none."""
    owner = one.subject
    if known:
        row_of = {member: s for s in subjects.tolist() for member in known.get(s, (s,))}
        owner = np.asarray([row_of.get(s, -1) for s in owner.tolist()], np.int64)
    place = rows[np.where(owner < len(rows), owner, -1)] if len(subjects) else np.full(len(owner), -1)
    place[(owner < 0) | (owner >= len(rows))] = -1
    inside = np.flatnonzero(place >= 0)
    inside = inside[np.argsort(-one.rank[inside], kind="stable")]  # ids ascend; the best is written last
    out = Column(
        id=np.full(len(subjects), -1, np.int64),
        subject=subjects,
        number=np.full(len(subjects), np.nan),
        policy=np.full(len(subjects), -1, np.int64),
        rank=np.zeros(len(subjects), np.int16),
        code=np.full(len(subjects), -1, np.int64),
        texts=one.texts,
        keys=None,
    )
    for name in ("id", "number", "policy", "code"):
        getattr(out, name)[place[inside]] = getattr(one, name)[inside]
    return out
