"""What a View hands out: plain values, assembled from the statements that one viewer may see."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from liaison.catalogue.ontology import ontology

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from liaison.catalogue.ontology import Kind, Property
    from liaison.kernel.policy import Policy


class Seen(NamedTuple):
    """A statement as this viewer sees it."""

    id: str  # "<record uuid>.<ordinal>"
    subject: str  # key of the subject it was made about
    property: str  # id in the ontology, "Seizure.drug"
    text: str  # canonical
    number: float | None
    original: str | None  # as the source wrote it, where that differs
    link: str | None  # key of the subject it points at
    source: str  # A B C X
    information: str  # 1 2 3 4
    opinion: bool
    category: str  # of data subject, "" where none
    language: str
    observed: str | None  # date or interval, ISO 8601 with its precision
    policy: Policy
    policy_id: int
    author: str  # code of the authority
    created: datetime
    record: str  # uuid
    position: int  # its place among the statements of this node: an order, never shown
    withdrawn: bool = False
    reason: str = ""  # why it was withdrawn

    @builtins.property  # a statement has a `property` of its own
    def term(self) -> Property:
        """The property in the ontology."""
        return ontology().property(self.property)

    def show(self, language: str) -> str:
        """The value for people, in ``language``."""
        return shown(self.property, self.text, language)

    @builtins.property  # a statement has a `property` of its own
    def grade(self) -> str:
        """The 4x4 evaluation, source first: ``B2``."""
        return self.source + self.information


@lru_cache(maxsize=65_536)
def shown(term: str, text: str, language: str) -> str:
    """A canonical text of the property with id ``term`` for people; emptied after an erasure."""
    return ontology().property(term).show(text, language)


def precedence(seen: Seen) -> tuple[str, str, bool, int]:
    """Sort key that puts the statement to show first: best information, best source, fact, newest.

    A display order, not a verdict: every other statement is shown beside it.
    """
    return (seen.information, seen.source, seen.opinion, -seen.position)


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of subjects that visible same-as statements connect."""

    key: str  # the smallest key of the cluster: stable for one viewer
    keys: tuple[str, ...]
    kind_name: str
    statements: tuple[Seen, ...]  # that stand, ordered by property then precedence
    former: tuple[Seen, ...] = ()
    linked: dict[str, Entity] = field(default_factory=dict)  # what it links to, by key, where visible

    @property
    def kind(self) -> Kind:
        """The kind in the ontology."""
        return ontology().kind(self.kind_name)

    def values(self, name: str) -> tuple[Seen, ...]:
        """The statements of a property by its bare name (``drug``), the one to show first at the front."""
        return tuple(s for s in self.statements if s.property.endswith(f".{name}"))

    def first(self, name: str) -> Seen | None:
        """The statement to show first for a property, or None."""
        ending = f".{name}"
        return next((s for s in self.statements if s.property.endswith(ending)), None)

    def by_property(self) -> Iterator[tuple[Property, tuple[Seen, ...]]]:
        """Each property that something is said of, in the order of the ontology, with its statements."""
        for name, term in self.kind.properties.items():
            if seen := self.values(name):
                yield term, seen

    def caption(self, language: str) -> str:
        """The name people would use: the title properties of its kind, or the kind and the key's start."""
        parts = [s.show(language) for name in self.kind.title if (s := self.first(name))]
        return " · ".join(parts) or f"{self.kind.label(language)} {self.key[:8]}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Hit or no hit: an owner lets it be known that something is held, and whom to ask."""

    kind_name: str
    authority: str


@dataclass(frozen=True, slots=True)
class Found:
    """One result of a search: the entity and the statement that matched."""

    entity: Entity
    matched: Seen | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of entities. ``total`` counts at most ``cap`` and then ``capped`` is true."""

    items: tuple[Found, ...]
    total: int
    capped: bool
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A link statement between two entities."""

    source: str
    target: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Lineage:
    """What an answer was made of: the join of the markings, how many there were, and their originators."""

    policy: Policy
    policies: int
    originators: tuple[str, ...]
    statements: int
