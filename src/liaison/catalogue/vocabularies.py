"""What a vocabulary is: codes with labels, other spellings, and the days between which they hold."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from liaison.catalogue.faults import CatalogueError, ValueFault
from liaison.catalogue.loader import Labels, near_names

_NEAR_ENOUGH = 60
_SUGGESTED = 3

Fact = str | float | tuple[str, ...] | Labels
"""What a vocabulary may say of a code beside its labels, such as the factor of a unit."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a vocabulary.

    `valid_from` and `valid_to` are the first and the last day on which it holds; None is open.
    `facts` holds the further columns that the head of the vocabulary declares.
    """

    code: str
    labels: Labels
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    source: str
    verified: bool
    parent: str | None
    hint: str | None
    facts: Mapping[str, Fact]

    def holds(self, moment: date | None) -> bool:
        """Whether the code holds on that day; on no stated day every code does."""
        if moment is None:
            return True
        return (self.valid_from or date.min) <= moment <= (self.valid_to or date.max)

    def number(self, fact: str) -> float | None:
        """A fact that is a number, if the code has it."""
        value = self.facts.get(fact)
        return value if isinstance(value, float) else None

    def texts(self, fact: str) -> tuple[str, ...]:
        """A fact that is a list; without it, an empty one."""
        value = self.facts.get(fact)
        return value if isinstance(value, tuple) else ()

    def text(self, fact: str, language: str = "en") -> str:
        """A fact that is a text or a text for each language; without it, an empty one."""
        value = self.facts.get(fact)
        if isinstance(value, Mapping):
            return value[language]
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of codes, found by code, label or alias whatever the case and the accents."""

    name: str
    labels: Labels
    codes: Mapping[str, Code]
    source: str
    verified: bool
    spellings: Mapping[str, tuple[Code, ...]] = field(repr=False)
    exact: Mapping[str, Code] = field(repr=False)

    def find(self, raw: str, moment: date | None = None) -> Code:
        """The code that a text means, on a day if one is given.

        Raises:
            ValueFault: no code is written so, it did not hold on that day, or several are.
        """
        if moment is None and (found := self.exact.get(raw.casefold())):
            return found
        candidates = self.spellings.get(fold(raw), ())
        holding = [code for code in candidates if code.holds(moment)]
        if len(holding) != 1:
            raise self._refusal(raw, candidates, moment)
        return holding[0]

    def label(self, code: str, language: str) -> str:
        """The label of a code in a language, in English where the list has no other.

        Raises:
            CatalogueError: the list has no such code.
        """
        if code not in self.codes:
            raise CatalogueError(
                f"the vocabulary {self.name} has no such code",
                value=code,
                remedy=near_names(code, list(self.codes)) or "Use one of its codes.",
            )
        labels = self.codes[code].labels
        return labels.get(language) or labels["en"]

    def suggestion(self, raw: str) -> str:
        """A remedy that names up to three entries written much like this text."""
        folded = fold(raw)
        near = process.extract(
            folded, list(self.spellings), scorer=fuzz.ratio, limit=12, score_cutoff=_NEAR_ENOUGH
        )
        found = dict.fromkeys(self.spellings[spelling][0].code for spelling, _score, _place in near)
        named = [f"{self.codes[code].labels['en']} ({code})" for code in found][:_SUGGESTED]
        if named:
            return f"Perhaps {', '.join(named)}."
        some = ", ".join(list(self.codes)[:_SUGGESTED])
        return f"Write one of its {len(self.codes)} codes or names, such as {some}."

    def _refusal(self, raw: str, candidates: tuple[Code, ...], moment: date | None) -> ValueFault:
        holding = [code.code for code in candidates if code.holds(moment)]
        if holding:
            remedy = f"Write one of {', '.join(holding)}."
            return ValueFault("this can mean several codes", value=raw, remedy=remedy)
        if candidates and moment:
            remedy = candidates[0].hint or "Write the name that held on that day."
            reason = f"{_days_of(candidates[0])}, so not on {moment.isoformat()}"
            return ValueFault(reason, value=raw, remedy=remedy)
        reason = f"this is not in the list “{self.labels['en']}”"
        return ValueFault(reason, value=raw, remedy=self.suggestion(raw))


def fold(text: str) -> str:
    """The text without case, accents, punctuation and repeated spaces: what two spellings share."""
    # Decomposing may bring capitals to light (mathematical letters), so it comes before and after.
    lower = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return " ".join(words) or text.strip()


def _days_of(code: Code) -> str:
    held = [
        f"from {code.valid_from.isoformat()}" if code.valid_from else "",
        f"to {code.valid_to.isoformat()}" if code.valid_to else "",
    ]
    return f"{code.code} held {' '.join(part for part in held if part)}"
