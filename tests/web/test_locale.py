"""Every text of the product stands in four languages, and the compiled texts are those of the sources."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

import liaison

PACKAGE = Path(liaison.__file__).parent
LANGUAGES = ["es", "fr", "pt"]
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ENTRY = re.compile(
    r'^msgid (?P<one>".*")\n(?:msgid_plural (?P<more>".*")\n)?'
    r'(?P<texts>(?:msgstr(?:\[\d\])? ".*"\n?)+)',
    re.MULTILINE,
)

Entries = dict[tuple[str, str | None], list[str]]


def folder(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES"


def entries(language: str) -> Entries:
    text = (folder(language) / "django.po").read_text(encoding="utf-8").split("\n\n", 1)[1]
    text = text.replace('"\n"', "")  # a text of several lines
    found: Entries = {}
    for match in ENTRY.finditer(text):
        texts = [ast.literal_eval(line.split(" ", 1)[1]) for line in match["texts"].strip().split("\n")]
        found[ast.literal_eval(match["one"]), match["more"] and ast.literal_eval(match["more"])] = texts
    return found


def texts_of_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def texts_of_product() -> set[str]:
    python = (
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts
    )
    templates = (
        re.sub(r"^[ \t]+", "", templatize(path.read_text(encoding="utf-8")), flags=re.MULTILINE)
        for path in [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("templates/**/*.txt")]
    )
    found = {text for source in python for text in texts_of_python(source)}
    for source in templates:
        for call in re.finditer(
            r"gettext\(u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|\"\"\".*?\"\"\")", source, re.DOTALL
        ):
            found.add(ast.literal_eval(call[1]))
    return {text for text in found if text}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there(language: str) -> None:
    known = {one for one, _ in entries(language)}
    assert texts_of_product() == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    assert "fuzzy" not in (folder(language) / "django.po").read_text(encoding="utf-8")
    for (one, more), texts in entries(language).items():
        assert len(texts) == (2 if more else 1)
        assert all(texts), one
        held = [set(PLACEHOLDER.findall(text)) for text in texts]
        assert held[-1] == set(PLACEHOLDER.findall(more or one)), one
        assert held[0] <= held[-1], one  # a singular may leave out its number


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_texts_are_those_of_the_source(language: str) -> None:
    with (folder(language) / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    expected = {
        (one, form) if more else one: text
        for (one, more), texts in entries(language).items()
        for form, text in enumerate(texts)
    }
    catalogue: dict[str | tuple[str, int], str] = compiled._catalog  # type: ignore[attr-defined]  # the only way to see all
    assert {key: text for key, text in catalogue.items() if key != ""} == expected


def test_the_texts_of_the_guide_are_kept() -> None:
    foot = ("This page shows what you may see, now, for the purpose stated.", None)
    assert entries("es")[foot] == [
        "Esta página muestra lo que usted puede ver, ahora, para la finalidad indicada."
    ]
    assert entries("fr")[foot] == [
        "Cette page montre ce que vous pouvez voir, maintenant, pour la finalité indiquée."
    ]
    assert entries("pt")[foot] == ["Esta página mostra o que pode ver, agora, para a finalidade indicada."]
