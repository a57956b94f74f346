"""From what an officer types to filters: words as written, and words as they may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from liaison.catalogue.ontology import ontology
from liaison.records.filters import Mentions
from liaison.records.folding import tolerance, variants, words
from liaison.records.indexing import compact, search_words
from liaison.records.interning import text_id
from liaison.records.sight import Sight, fetch, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison.records.seen import Entity, Seen

_PLACES = {"place", "country"}  # value types
_WORDS = 8  # of a query; the rest is ignored and the page says so


def query_words(query: str) -> tuple[str, ...]:
    """Return the words of a query that are searched, at most eight."""
    return words(query)[:_WORDS]


def readings(sight: Sight, query: str) -> Iterator[tuple[Mentions, ...]]:
    """Yield what a query may mean, the likeliest first; the caller takes matches until it has enough.

    First as one identifier, written with blanks and signs or without; then each word as written, in the
    properties that make captions; then in any; then each word with its near spellings.
    """
    spelt = query_words(query)
    if not spelt:
        return
    yield (Mentions(frozenset({text_id(compact(query))})),)
    captions = _captions(sight)
    yield tuple(Mentions(frozenset({text_id(word)}), captions) for word in spelt)
    yield tuple(Mentions(frozenset({text_id(word)})) for word in spelt)
    yield tuple(Mentions(_near(sight, word)) for word in spelt)


def located(sight: Sight, place: str) -> tuple[Mentions, ...]:
    """Return a filter for each word of a place or country, or near it, in the properties that name places."""
    named = {p.id for p in ontology().properties.values() if p.type.name in _PLACES}
    terms = _terms(sight, named)
    return tuple(Mentions(_near(sight, word), terms) for word in query_words(place))


def _captions(sight: Sight) -> frozenset[int]:
    kinds = ontology().kinds.values()
    return _terms(sight, {kind.properties[name].id for kind in kinds for name in kind.title})


def _terms(sight: Sight, names: set[str]) -> frozenset[int]:
    """The numbers of properties, as far as anything is stated of them."""
    marks = ",".join(["%s"] * len(names))
    rows = fetch(sight, f"SELECT id FROM records_term WHERE name IN ({marks})", sorted(names))
    return frozenset(number for (number,) in rows) or frozenset({-1})


def matching(entity: Entity, filters: Sequence[Mentions]) -> Seen | None:
    """Return the statement of a found entity in which the first word of the query stands."""
    meant = frozenset[int]().union(*(one.words for one in filters[:1]))
    return next(
        (s for s in entity.statements if any(text_id(w) in meant for w in search_words(s.property, s.text))),
        None,
    )


def _near(sight: Sight, word: str) -> frozenset[int]:
    """Return the words within tolerance (optimal string alignment: a swap of neighbours is one slip)."""
    hashes = frozenset(text_id(v) for v in variants(word))
    rows = fetch(
        sight,
        "SELECT DISTINCT w.id, w.text FROM records_wordvariant v JOIN records_word w ON w.id = v.word_id"
        f" WHERE v.variant IN {listed(hashes)}",
    )
    return frozenset(n for n, text in rows if _within(word, text))


def _within(word: str, other: str) -> bool:
    allowed = min(tolerance(word), max(tolerance(other), 1))
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
