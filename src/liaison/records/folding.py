"""Words as search compares them: lower case, without accents, letters and digits only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import combinations

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 32
_LIGATURES = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def folded(text: str) -> str:
    """Return ``text`` in lower case without accents: ``Bogotá, D.C.`` becomes ``bogota, d.c.``."""
    # Decomposing may bring capitals to light (mathematical letters), so it comes before and after.
    lower = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """Return the distinct words of ``text``, folded, in order, each at most 32 characters long."""
    return tuple(dict.fromkeys(w[:_LONGEST] for w in _WORD.findall(folded(text))))


def tolerance(word: str) -> int:
    """How many slips of the pen are forgiven: none under 4 letters, one under 8, two from there on.

    A word with a digit in it is an identifier or a number and is taken as written.
    """
    if len(word) < 4 or any(c.isdigit() for c in word):  # noqa: PLR2004 - said in the docstring
        return 0
    return 1 if len(word) < 8 else 2  # noqa: PLR2004 - said in the docstring


@lru_cache(maxsize=4096)
def variants(word: str) -> frozenset[str]:
    """Return ``word`` and what is left of its first eight letters after forgiven deletions.

    Two words within distance d share a variant when each has up to d letters taken out (Garbe's symmetric
    delete; Mor and Fraenkel 1982). The prefix bounds the count to 37; a full comparison follows.
    """
    stem = word[:8]
    return frozenset(
        "".join(kept)
        for deleted in range(min(tolerance(word), len(stem) - 1) + 1)
        for kept in combinations(stem, len(stem) - deleted)
    )
