"""Tests that a subject must pass: each a statement that must be there, as SQL in the two orders it is asked.

``found`` starts from the value and yields statements; ``of_subject`` starts from a subject and asks whether
there is one. ``CROSS JOIN`` is an inner join whose order SQLite keeps. The statement is called ``f`` in both;
the caller adds which policies it may have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from liaison.records.sight import listed

if TYPE_CHECKING:
    from datetime import date

EPOCH_DAY = 719163  # proleptic ordinal of 1970-01-01


class Filter(Protocol):
    """A statement that must be there."""

    def found(self) -> str:
        """The tables and the condition, by value."""
        ...

    def of_subject(self, alias: str) -> str:
        """The tables and the condition, of the subject of ``alias``."""
        ...


@dataclass(frozen=True, slots=True)
class Says:
    """A statement with exactly this value of this property."""

    property: int
    value: int

    def found(self) -> str:
        """The tables and the condition, by value."""
        return f"records_statement f WHERE f.value_id = {self.value} AND f.property_id = {self.property}"

    def of_subject(self, alias: str) -> str:
        """The tables and the condition, of the subject of ``alias``."""
        return f"{self.found()} AND f.subject_id = {alias}.subject_id"


@dataclass(frozen=True, slots=True)
class Mentions:
    """A statement in whose value one of these words stands.

    A word belongs to a value under a property, never to the value alone: what a hidden statement means by
    a text must not change what a visible one is found by.
    """

    words: frozenset[int]
    properties: frozenset[int] = frozenset()  # of these only; of any, if empty

    def found(self) -> str:
        """The tables and the condition, by value."""
        return f"records_wordvalue w CROSS JOIN records_statement f WHERE {self._meant()}"

    def of_subject(self, alias: str) -> str:
        """The tables and the condition, of the subject of ``alias``."""
        return (
            "records_statement f CROSS JOIN records_wordvalue w"
            f" WHERE f.subject_id = {alias}.subject_id AND {self._meant()}"
        )

    def _meant(self) -> str:
        of = f" AND w.property_id IN {listed(self.properties)}" if self.properties else ""
        joined = "w.value_id = f.value_id AND w.property_id = f.property_id"
        return f"w.word_id IN {listed(self.words)}{of} AND {joined}"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, ends included, that a number of ``property`` must fall in."""

    property: int
    since: date | None
    until: date | None

    def found(self) -> str:
        """The tables and the condition, by value."""
        return f"records_statement f WHERE f.property_id = {self.property}{self._within('f.number')}"

    def of_subject(self, alias: str) -> str:
        """The tables and the condition, of the subject of ``alias``.

        The signs keep SQLite from reading the whole property for each subject instead of the subject.
        """
        of = f"f.subject_id = {alias}.subject_id AND +f.property_id = {self.property}"
        return f"records_statement f WHERE {of}{self._within('+f.number')}"

    def _within(self, number: str) -> str:
        parts = ""
        if self.since is not None:
            parts += f" AND {number} >= {self.since.toordinal() - EPOCH_DAY}"
        if self.until is not None:
            parts += f" AND {number} < {self.until.toordinal() - EPOCH_DAY + 1}"
        return parts
