"""Rows of a list of entities: columns from the ontology, each row with its own grade and marking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from liaison.catalogue.ontology import Kind, Property
from liaison.records.seen import Entity, Seen
from liaison.web.naming import language

_NUMBERS = ("quantity", "number", "money")


@dataclass(frozen=True, slots=True)
class Column:
    """A property as a column."""

    term: Property
    sorted: bool

    @property
    def label(self) -> str:
        """The head of the column."""
        return self.term.label(language())

    @property
    def number(self) -> bool:
        """Whether its cells are figures, which stand to the right."""
        return self.term.type.name in _NUMBERS


@dataclass(frozen=True, slots=True)
class Cell:
    """The statement to show first, and how many other values there are."""

    column: Column
    seen: Seen | None
    others: int


@dataclass(frozen=True, slots=True)
class Row:
    """An entity as a row; the grade is the weakest of what the row shows, so that it promises too little."""

    entity: Entity
    cells: tuple[Cell, ...]
    shown: tuple[Seen, ...]

    @property
    def url(self) -> str:
        """The page of the entity."""
        return reverse("entity", args=[self.entity.key])

    @property
    def leading(self) -> Seen | None:
        """The statement of its leading date."""
        date = self.entity.kind.date
        return self.entity.first(date) if date else None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authorities that state what the row shows."""
        return tuple(dict.fromkeys(seen.author for seen in self.shown))

    @property
    def weakest(self) -> Seen | None:
        """The statement with the weakest evaluation among those shown."""
        return max(self.shown, key=lambda seen: (seen.information, seen.source), default=None)


def columns(kind: Kind) -> tuple[Column, ...]:
    """The columns of the list of a kind: those of its summary that are not already in its caption."""
    names = [name for name in kind.summary if name not in kind.title]
    return tuple(Column(kind.properties[name], sorted=name == kind.date) for name in names)


def rows(entities: Iterable[Entity], shown: tuple[Column, ...] = ()) -> Iterator[Row]:
    """One row an entity: its caption, its leading date, and the columns."""
    for entity in entities:
        cells = tuple(_cell(entity, column) for column in shown)
        leading = entity.first(entity.kind.date) if entity.kind.date else None
        named = (*titled(entity), *([leading] if leading else []))
        yield Row(entity, cells, tuple(dict.fromkeys((*named, *(cell.seen for cell in cells if cell.seen)))))


def titled(entity: Entity) -> Iterator[Seen]:
    """The statements that make the caption of an entity."""
    for name in entity.kind.title:
        if first := entity.first(name):
            yield first


def _cell(entity: Entity, column: Column) -> Cell:
    values = entity.values(column.term.name)
    different = len({seen.text for seen in values})
    return Cell(column, values[0] if values else None, max(different - 1, 0))
