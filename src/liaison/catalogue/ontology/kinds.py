"""What the model consists of: kinds of things, their properties, and the ontology that holds both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import Labels, near_names
from liaison.catalogue.ontology.values.base import Reading, Value, ValueType


@dataclass(frozen=True)
class Property:
    """One property of a kind.

    `kind` is the kind that defines it, so `id` is the same in every kind that inherits it.
    `vocabulary` names the list of a code, `target` the kind that a link points at with `reverse` as the
    label seen from there, `dimension` what a quantity measures. `multiple` properties keep all their
    values; of others several values are a difference between authors. `enumerable` values are few and
    may be listed for choosing or counting.
    """

    name: str
    kind: str
    type: ValueType
    labels: Labels
    hints: Labels
    multiple: bool
    required: bool
    enumerable: bool
    vocabulary: str | None
    target: str | None
    reverse: Labels
    dimension: str | None

    @property
    def id(self) -> str:
        """The name that statements carry, such as `Seizure.drug`."""
        return f"{self.kind}.{self.name}"

    def label(self, language: str) -> str:
        """The label in a language, in English where there is no other."""
        return self.labels.get(language) or self.labels["en"]

    def read(self, raw: str, reading: Reading | None = None) -> Value:
        """The value that a text means for this property.

        Raises:
            ValueFault: the type of the property cannot read the text.
        """
        return self.type.read(raw, reading or _PLAIN, self)

    def show(self, text: str, language: str) -> str:
        """A canonical text of this property for a reader of that language."""
        return self.type.show(text, language, self)


@dataclass(frozen=True)
class Kind:
    """A kind of thing.

    `properties` are its own and the inherited ones by bare name, in the order of a form. `title` names
    the properties that make its caption, `date` the one that leads it in time, `summary` the columns of
    a list, `filters` the properties a list is narrowed by, `edge` the two links of a kind that joins two
    things. Statements about a `person` kind carry a data-subject category (Directive (EU) 2016/680,
    Article 6). `icon` is the path of a stroked 24x24 SVG.
    """

    name: str
    labels: Labels
    plurals: Labels
    hints: Labels
    extends: tuple[str, ...]
    abstract: bool
    person: bool
    icon: str
    title: tuple[str, ...]
    date: str | None
    summary: tuple[str, ...]
    filters: tuple[str, ...]
    edge: tuple[str, str] | None
    properties: Mapping[str, Property]
    ancestors: frozenset[str]

    def label(self, language: str) -> str:
        """The name of one such thing."""
        return self.labels.get(language) or self.labels["en"]

    def plural(self, language: str) -> str:
        """The name of several such things."""
        return self.plurals.get(language) or self.plurals["en"]

    def is_a(self, name: str) -> bool:
        """Whether this is that kind, or extends it directly or not."""
        return name == self.name or name in self.ancestors


@dataclass(frozen=True)
class Ontology:
    """All kinds by name, and all properties by id."""

    kinds: Mapping[str, Kind]
    properties: Mapping[str, Property]

    def kind(self, name: str) -> Kind:
        """The kind of that name.

        Raises:
            CatalogueError: there is none.
        """
        return _known(self.kinds, name, "kind")

    def property(self, id: str) -> Property:  # noqa: A002 - the word of the model
        """The property of that id, such as `Seizure.drug`.

        Raises:
            CatalogueError: there is none.
        """
        return _known(self.properties, id, "property")


_PLAIN = Reading()
_Entry = TypeVar("_Entry")


def _known(entries: Mapping[str, _Entry], name: str, what: str) -> _Entry:
    if name in entries:
        return entries[name]
    remedy = near_names(name, list(entries)) or "See the reference of the catalogue for all names."
    raise CatalogueError(f"the ontology has no such {what}", value=name, remedy=remedy)
