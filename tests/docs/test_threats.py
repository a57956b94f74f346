import ast
import re
from pathlib import Path

import pytest
from tests.docs.texts import DOCS, ROOT

PAGE = DOCS / "threats.md"
_THREAT = re.compile(r"^### (T-\d\d) ([^\n]+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ID = re.compile(r"\bT-\d\d\b")
THREATS = {number: text for number, _title, text in _THREAT.findall(PAGE.read_text(encoding="utf-8"))}


def names_in(file: Path) -> set[str]:
    """The names of the tests of a file, read without running it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return {name for name in found if name.startswith("test_")}


def named() -> set[tuple[str, str]]:
    return set(_NODE.findall(PAGE.read_text(encoding="utf-8")))


def test_threats_are_numbered_without_a_gap() -> None:
    assert list(THREATS) == [f"T-{number:02}" for number in range(1, len(THREATS) + 1)]


@pytest.mark.parametrize("number", THREATS)
def test_each_threat_is_held_by_a_test_or_out_of_scope_for_a_reason(number: str) -> None:
    text = THREATS[number]
    assert _NODE.search(text) or re.search(r"^Out of scope(?: in part| for now)?: \S+", text, re.MULTILINE)


@pytest.mark.parametrize("file", sorted({file for file, _ in named()}))
def test_each_test_that_is_named_exists(file: str) -> None:
    assert {test for other, test in named() if other == file} <= names_in(ROOT / file)


def test_each_law_holds_off_some_threat() -> None:
    laws = {
        (file.relative_to(ROOT).as_posix(), test)
        for file in (ROOT / "tests/properties").glob("test_*.py")
        for test in names_in(file)
    }
    assert laws <= named()


def test_each_number_that_is_mentioned_anywhere_is_a_threat() -> None:
    texts = [
        *ROOT.glob("*.md"),
        *DOCS.rglob("*.md"),
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
    ]
    mentioned = {number for text in texts for number in _ID.findall(text.read_text(encoding="utf-8"))}
    assert mentioned - set(THREATS) == set()
