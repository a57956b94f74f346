"""Vocabularies: closed lists of codes with labels, other spellings, and the days between which they hold."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from liaison.catalogue.faults import CatalogueError, ValueFault
from liaison.catalogue.loader import LANGUAGES, Labels, Section, near_names, read_section

_FOLDER = Path(__file__).with_name("codes")
_HEAD = ("name", "labels", "source", "verified", "languages", "facts", "codes")
_ROW = ("aliases", "from", "to", "source", "verified", "parent", "hint")
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
        if len(holding) == 1:
            return holding[0]
        if holding:
            codes = ", ".join(code.code for code in holding)
            raise ValueFault("this can mean several codes", value=raw, remedy=f"Write one of {codes}.")
        if candidates and moment:
            raise ValueFault(
                f"{_days_of(candidates[0])}, so not on {moment.isoformat()}",
                value=raw,
                remedy=candidates[0].hint or "Write the name that held on that day.",
            )
        raise ValueFault(
            f"this is not in the list “{self.labels['en']}”", value=raw, remedy=self.suggestion(raw)
        )

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


def fold(text: str) -> str:
    """The text without case, accents, punctuation and repeated spaces: what two spellings share."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return " ".join(words) or text.strip()


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name, read once.

    Raises:
        CatalogueError: there is no such vocabulary, or its file is wrong.
    """
    if name not in vocabulary_names():
        raise CatalogueError(
            "there is no such vocabulary",
            value=name,
            remedy=near_names(name, list(vocabulary_names())) or f"Add codes/{name}.yaml.",
        )
    return read_vocabulary(_FOLDER / f"{name}.yaml")


@cache
def vocabulary_names() -> tuple[str, ...]:
    """The names of all vocabularies, without reading them."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def read_vocabulary(path: Path) -> Vocabulary:
    """One vocabulary from its file.

    Raises:
        CatalogueError: the file is not exactly a vocabulary, or two codes share a spelling on one day.
    """
    top = read_section(path)
    top.allow(*_HEAD)
    if top.text("name") != path.stem:
        top.refuse("the name is not that of the file", key="name", remedy=f"Write `name: {path.stem}`.")
    languages = top.texts("languages") or LANGUAGES
    kinds = top.section("facts").texts_by_key() if "facts" in top else {}
    codes = {
        code: _code(code, row, languages=languages, facts=kinds, verified=top.flag("verified"))
        for code, row in top.sections("codes")
    }
    spellings = _spellings(top, codes)
    return Vocabulary(
        name=path.stem,
        labels=top.labels_under("labels"),
        codes=codes,
        source=top.text("source"),
        verified=top.flag("verified"),
        spellings=spellings,
        exact=_exact(codes, spellings),
    )


def _code(
    code: str, row: Section, *, languages: tuple[str, ...], facts: Mapping[str, str], verified: bool
) -> Code:
    row.allow(*LANGUAGES, *_ROW, *facts)
    return Code(
        code=code,
        labels=row.labels(languages),
        aliases=row.texts("aliases"),
        valid_from=row.day("from"),
        valid_to=row.day("to"),
        source=row.text("source", ""),
        verified=row.flag("verified", default=verified),
        parent=row.optional("parent"),
        hint=row.optional("hint"),
        facts={name: _fact(row, name, kind) for name, kind in facts.items() if name in row},
    )


def _fact(row: Section, name: str, kind: str) -> Fact:
    readers: dict[str, Callable[[str], Fact]] = {
        "text": row.text,
        "number": row.number,
        "list": row.texts,
        "labels": row.labels_under,
    }
    if kind not in readers:
        row.refuse("a fact has no such kind", value=kind, remedy=f"Declare it as {', '.join(readers)}.")
    return readers[kind](name)


def _written(code: Code) -> list[str]:
    return [code.code, *code.labels.values(), *code.aliases]


def _spellings(top: Section, codes: Mapping[str, Code]) -> dict[str, tuple[Code, ...]]:
    found: dict[str, tuple[Code, ...]] = {}
    for code in codes.values():
        if code.parent is not None and code.parent not in codes:
            top.refuse(
                f"{code.code} has a parent that is not in the list",
                key="codes",
                value=code.parent,
                remedy=near_names(code.parent, list(codes)) or "Add the parent.",
            )
        for spelling in dict.fromkeys(map(fold, _written(code))):
            for other in found.get(spelling, ()):
                _refuse_overlap(top, spelling, code, other)
            found[spelling] = (*found.get(spelling, ()), code)
    return found


def _refuse_overlap(top: Section, spelling: str, code: Code, other: Code) -> None:
    ends, starts = (code.valid_to or date.max), (code.valid_from or date.min)
    if starts <= (other.valid_to or date.max) and (other.valid_from or date.min) <= ends:
        top.refuse(
            f"{other.code} and {code.code} are both written so on one day",
            key="codes",
            value=spelling,
            remedy="Take the spelling from one of them, or date them apart.",
        )


def _exact(codes: Mapping[str, Code], spellings: Mapping[str, tuple[Code, ...]]) -> dict[str, Code]:
    written = {spelling.casefold(): code for code in codes.values() for spelling in _written(code)}
    return {spelling: code for spelling, code in written.items() if len(spellings[fold(spelling)]) == 1}


def _days_of(code: Code) -> str:
    held = [
        f"from {code.valid_from.isoformat()}" if code.valid_from else "",
        f"to {code.valid_to.isoformat()}" if code.valid_to else "",
    ]
    return f"{code.code} held {' '.join(part for part in held if part)}"
