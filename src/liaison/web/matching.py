"""Which words of a text answer a query, so that a result can show why it was found."""

import re

from rapidfuzz.distance import OSA

from liaison.records.finding import query_words
from liaison.records.folding import folded, tolerance, words

_PIECES = re.compile(r"([^\W_]+)")
_LONGEST = 240  # characters of a long text that a result shows
_BEFORE = 60


def passage(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """The text, or what a long one has around its first found word, in pieces with the found ones marked."""
    spelt = query_words(query)
    pieces = [(piece, _answers(piece, spelt)) for piece in _PIECES.split(_around(text, spelt)) if piece]
    return tuple(pieces)


def is_spelt(text: str, query: str) -> bool:
    """Whether the text has every word of the query as it is written, or is the query without signs."""
    compact = "".join(words(text))
    return set(query_words(query)) <= set(words(text)) or "".join(query_words(query)) in compact


def unread_words(query: str) -> tuple[str, ...]:
    """The words of a query beyond those that are searched."""
    return words(query)[len(query_words(query)) :]


def _around(text: str, spelt: tuple[str, ...]) -> str:
    if len(text) <= _LONGEST:
        return text
    at = next((m.start() for m in _PIECES.finditer(text) if _answers(m[0], spelt)), 0)
    start = max(at - _BEFORE, 0)
    return f"{'…' if start else ''}{text[start : start + _LONGEST]}…"


def _answers(piece: str, spelt: tuple[str, ...]) -> bool:
    word = folded(piece)
    return any(OSA.distance(word, asked) <= tolerance(asked) for asked in spelt)
