"""The texts of the documentation, cut into the pieces that tests look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\S*)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the word after it, its lines."""

    language: str
    mark: str
    text: str


def pages() -> list[Path]:
    """Every page of the documentation, those at the top of the checkout included."""
    return sorted(
        [
            *ROOT.glob("*.md"),
            *DOCS.rglob("*.md"),
            *(ROOT / "examples").glob("*.md"),
            *(ROOT / "requirements").glob("*.md"),
        ]
    )


def name(page: Path) -> str:
    """The page as its path from the top of the checkout."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for language, mark, text in _FENCE.findall(page.read_text(encoding="utf-8")):
        yield Block(language, mark, text)


def fenced(page: Path, language: str, mark: str = "") -> list[Block]:
    """The fenced blocks of one language, in order; with a mark, only those that carry it."""
    return [b for b in blocks(page) if b.language == language and (not mark or b.mark == mark)]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def headings(page: Path) -> list[str]:
    """The headings of a page, in order."""
    return [heading.strip() for heading in _HEADING.findall(prose(page))]


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page get."""
    return {anchor(heading) for heading in headings(page)}


def anchor(heading: str) -> str:
    """The anchor of a heading, as the pages of repositories make it."""
    kept = (c for c in heading.lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def rows_of(page: Path) -> list[list[str]]:
    """The rows of all tables of a page, as cells."""
    lines = [line for line in prose(page).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in lines]
