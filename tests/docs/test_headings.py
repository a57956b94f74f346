"""What somebody looks for has a heading: settings, pages, commands, kinds, roles."""

import re
import subprocess
import sys

import click
from django.urls import URLPattern, URLResolver, get_resolver
from tests.docs.texts import DOCS, ROOT, headings

from liaison.catalogue.codes import vocabulary, vocabulary_names
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values import VALUE_TYPES
from liaison.cli.main import liaison

REFERENCE = DOCS / "reference"
_VARIABLE = re.compile(r"[\"'](LIAISON_[A-Z_]+)[\"']")


def variables() -> set[str]:
    """Every variable of the environment that the source reads."""
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    return {variable for source in sources for variable in _VARIABLE.findall(source)}


def url_names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= url_names(pattern.url_patterns) if str(pattern.pattern) != "api/" else set()
        elif pattern.name:
            found.add(pattern.name)
    return found


def command_names(command: click.Command, full: str = "liaison") -> set[str]:
    if not isinstance(command, click.Group):
        return {full}
    context = click.Context(command)
    below = {word: command.get_command(context, word) for word in command.list_commands(context)}
    return {full}.union(*(command_names(part, f"{full} {word}") for word, part in below.items() if part))


def test_every_setting() -> None:
    assert variables()
    assert variables() <= set(headings(DOCS / "operate.md"))


def test_every_page() -> None:
    assert url_names(get_resolver().url_patterns) <= set(headings(REFERENCE / "pages.md"))


def test_every_command() -> None:
    assert command_names(liaison) <= set(headings(REFERENCE / "commands.md"))


def test_every_kind_type_and_vocabulary() -> None:
    assert set(ontology().kinds) <= set(headings(REFERENCE / "kinds.md"))
    assert set(VALUE_TYPES) <= set(headings(REFERENCE / "values.md"))
    assert set(vocabulary_names()) <= set(headings(REFERENCE / "vocabularies.md"))


def test_every_role_has_its_page() -> None:
    told = {role for page in (DOCS / "roles").glob("*.md") for role in headings(page)}
    labels = {vocabulary("role").label(role, "en") for role in vocabulary("role").codes}
    assert {label.lower() for label in labels} <= {heading.lower() for heading in told}


def test_every_decision_has_its_number_and_its_parts() -> None:
    files = sorted((DOCS / "decisions").glob("*.md"))
    for number, file in enumerate(files, 1):
        assert file.name.startswith(f"{number:04}-")
        assert headings(file)[0].startswith(f"{number}. ")
        assert headings(file)[1:4] == ["Context", "Decision", "Consequences"]


def test_a_page_that_the_source_names_is_there() -> None:
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "src/liaison").rglob("*.py"))
    told = {page for source in sources for page in re.findall(r"docs/[\w/.-]+\.md", source)}
    assert told
    assert [page for page in told if not (ROOT / page).exists()] == []


def test_every_package_stands_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    packages = [folder.parent.name for folder in (ROOT / "src/liaison").glob("*/__init__.py")]
    assert [package for package in packages if f"{package}/" not in text] == []


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, DOCS / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
