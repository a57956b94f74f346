"""The vocabularies of the catalogue, each read from its file when it is first asked for."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import LANGUAGES, Section, near_names, read_section
from liaison.catalogue.vocabularies import Code, Fact, Vocabulary, fold

__all__ = ["Code", "Vocabulary", "read_vocabulary", "vocabulary", "vocabulary_names"]

_FOLDER = Path(__file__).with_name("codes")
_HEAD = ("name", "labels", "source", "verified", "languages", "facts", "codes")
_ROW = ("aliases", "from", "to", "source", "verified", "parent", "hint")


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
