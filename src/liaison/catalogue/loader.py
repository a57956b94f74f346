"""Reads the catalogue's YAML and refuses, with file and line, whatever is not exactly as it should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml
from rapidfuzz import process

from liaison.catalogue.faults import CatalogueError

LANGUAGES = ("en", "es", "fr", "pt")
"""The languages of the interface, in which every label of the catalogue is given."""

_NEAR_ENOUGH = 60
_TRUTHS = {"true": True, "false": False}

Labels = Mapping[str, str]
"""One text for each language of `LANGUAGES`."""


def near_names(wanted: str, known: Iterator[str] | list[str]) -> str:
    """A sentence naming up to three known names like the wanted one; empty if none is."""
    near = process.extract(wanted, list(known), limit=3, score_cutoff=_NEAR_ENOUGH)
    return f"Near it: {', '.join(name for name, _score, _place in near)}." if near else ""


def read_section(path: Path) -> "Section":
    """The top mapping of one YAML file.

    Raises:
        CatalogueError: the file is missing, is not YAML, or does not hold one mapping.
    """
    try:
        with path.open("rb") as stream:
            node = yaml.compose(stream, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise CatalogueError("there is no such catalogue file", value=path.name, remedy="Add it.") from error
    except yaml.YAMLError as error:
        raise CatalogueError(
            f"this file is not YAML: {error}", value=path.name, remedy="Mend the line it names."
        ) from error
    return _section(path, node)


def _section(path: Path, node: yaml.Node | None) -> "Section":
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError(
            f"{path.name}, line {node.start_mark.line + 1 if node else 1}: a mapping is wanted here",
            remedy="Write `key: value` lines, each key once.",
        )
    nodes: dict[str, yaml.Node] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in nodes:
            raise CatalogueError(
                f"{path.name}, line {line}: this key stands twice",
                value=key.value,
                remedy=f"Keep one; the first stands in line {lines[key.value]}.",
            )
        nodes[key.value], lines[key.value] = value, line
    return Section(path, node.start_mark.line + 1, nodes, lines)


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping in a catalogue file, which remembers where each of its keys stands."""

    path: Path
    line: int
    nodes: Mapping[str, yaml.Node]
    lines: Mapping[str, int]

    def refuse(self, reason: str, *, remedy: str, key: str | None = None, value: object = None) -> NoReturn:
        """Raises the CatalogueError that names this file and the line of the key, or of the mapping."""
        line = self.lines[key] if key else self.line
        raise CatalogueError(f"{self.path.name}, line {line}: {reason}", value=value, remedy=remedy)

    def __contains__(self, key: str) -> bool:
        return key in self.nodes

    def allow(self, *known: str) -> None:
        """Refuses every key that is not among the known ones."""
        for key in self.nodes:
            if key not in known:
                near = near_names(key, list(known))
                remedy = near or f"Known here: {', '.join(known)}."
                self.refuse("this key is not known here", key=key, value=key, remedy=remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """The text under a key, as written; without a default, the key must be there and not empty."""
        node = self.nodes.get(key)
        if node is None and default is not None:
            return default
        if node is None:
            self.refuse("a key is missing", value=key, remedy=f"Add `{key}: …` to this mapping.")
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            self.refuse("a text is wanted here", key=key, value=key, remedy="Write one non-empty value.")
        return str(node.value)

    def optional(self, key: str) -> str | None:
        """The text under a key, or None where the key is absent."""
        return self.text(key) if key in self else None

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; an absent key is an empty list."""
        node = self.nodes.get(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(
            isinstance(item, yaml.ScalarNode) for item in node.value
        ):
            self.refuse("a list of texts is wanted here", key=key, value=key, remedy="Write `[one, two]`.")
        return tuple(str(item.value) for item in node.value)

    def texts_by_key(self) -> Mapping[str, str]:
        """Every key of this mapping with its text."""
        return {key: self.text(key) for key in self.nodes}

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The truth under a key."""
        written = self.text(key, str(default).lower())
        if written not in _TRUTHS:
            self.refuse("true or false is wanted here", key=key, value=written, remedy="Write true or false.")
        return _TRUTHS[written]

    def number(self, key: str) -> float:
        """The number under a key."""
        written = self.text(key)
        try:
            return float(written)
        except ValueError:
            self.refuse("a number is wanted here", key=key, value=written, remedy="Write it like 0.001.")

    def day(self, key: str) -> date | None:
        """The day under a key, or None where the key is absent."""
        written = self.optional(key)
        try:
            return date.fromisoformat(written) if written else None
        except ValueError:
            self.refuse("a day is wanted here", key=key, value=written, remedy="Write it like 2016-04-27.")

    def section(self, key: str) -> "Section":
        """The mapping under a key."""
        if key not in self:
            self.refuse("a key is missing", value=key, remedy=f"Add the mapping `{key}:`.")
        return _section(self.path, self.nodes[key])

    def sections(self, key: str) -> Iterator[tuple[str, "Section"]]:
        """Each mapping of a mapping of mappings, with its key; an absent key has none."""
        if key in self:
            outer = self.section(key)
            for name, node in outer.nodes.items():
                yield name, _section(self.path, node)

    def labels(self, required: tuple[str, ...] = LANGUAGES) -> Labels:
        """The labels in this mapping itself, under their language codes; the required ones must be there."""
        return {
            language: self.text(language)
            for language in LANGUAGES
            if language in required or language in self.nodes
        }

    def labels_under(self, key: str) -> Labels:
        """The labels under a key, in every language, and nothing else there."""
        section = self.section(key)
        section.allow(*LANGUAGES)
        return section.labels()
