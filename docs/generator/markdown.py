"""Pieces of Markdown."""

from collections.abc import Iterable, Sequence

LANGUAGES = ("en", "es", "fr", "pt")
FIRST_LINE = "<!-- Written by docs/generate.py: change the source and run `make docs`. -->"


def document(title: str, introduction: str, sections: Iterable[str]) -> str:
    """A whole file under its title."""
    return "\n\n".join([FIRST_LINE, f"# {title}", introduction, *sections]) + "\n"


def section(heading: str, *parts: str) -> str:
    """A section; empty parts are left out."""
    return "\n\n".join([f"## {heading}", *filter(None, parts)])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; empty without rows."""
    body = [_row(row) for row in rows]
    return "\n".join([_row(heads), "|" + "---|" * len(heads), *body]) if body else ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def first_paragraph(docstring: str | None) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())
