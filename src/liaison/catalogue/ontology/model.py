"""Builds the ontology from the files of the kinds, and refuses what does not fit together."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from liaison.catalogue.codes import vocabulary, vocabulary_names
from liaison.catalogue.loader import Labels, Section, near_names, read_section
from liaison.catalogue.ontology.kinds import Kind, Ontology, Property
from liaison.catalogue.ontology.values import VALUE_TYPES
from liaison.catalogue.ontology.values.base import ValueType

_KIND = (
    "name", "labels", "plurals", "hint", "extends", "abstract", "person", "icon",
    "title", "date", "summary", "filters", "edge", "properties",
)  # fmt: skip
_PROPERTY = (
    "type", "labels", "hint", "multiple", "required", "enumerable",
    "vocabulary", "target", "reverse", "dimension",
)  # fmt: skip
_LISTED_TYPES = ("code", "country", "truth")
_EDGE_ENDS = 2


def read_ontology(folder: Path) -> Ontology:
    """The ontology of all kind files in a folder.

    Raises:
        CatalogueError: a file is wrong, or names a kind, type, property or vocabulary that is not there.
    """
    files = {path.stem: read_section(path) for path in sorted(folder.glob("*.yaml"))}
    own = {name: _own_properties(name, top, files) for name, top in files.items()}
    kinds: dict[str, Kind] = {}
    for name in _parents_first(files):
        kinds[name] = _kind(files[name], own[name], kinds)
    properties = {prop.id: prop for props in own.values() for prop in props.values()}
    return Ontology(kinds, properties)


def _parents_first(files: Mapping[str, Section]) -> Iterator[str]:
    placed: set[str] = set()
    waiting = dict.fromkeys(files)
    while waiting:
        ready = [name for name in waiting if placed.issuperset(_extends(files[name], files))]
        if not ready:
            name = next(iter(waiting))
            files[name].refuse("kinds extend each other in a circle", value=name, remedy="Break the circle.")
        for name in ready:
            del waiting[name]
            placed.add(name)
            yield name


def _extends(top: Section, files: Mapping[str, Section]) -> tuple[str, ...]:
    parents = top.texts("extends")
    for parent in parents:
        _known(top, "extends", parent, files, what="kind")
    return parents


def _kind(top: Section, own: Mapping[str, Property], kinds: Mapping[str, Kind]) -> Kind:
    top.allow(*_KIND)
    name = top.text("name")
    if name != top.path.stem:
        top.refuse("the name is not that of the file", key="name", remedy=f"Write `name: {top.path.stem}`.")
    parents = [kinds[parent] for parent in top.texts("extends")]
    properties = _gathered(top, parents, own)
    title = _names(top, "title", properties) or _inherited_title(parents)
    return Kind(
        name=name,
        labels=top.labels_under("labels"),
        plurals=top.labels_under("plurals"),
        hints=top.labels_under("hint"),
        extends=top.texts("extends"),
        abstract=top.flag("abstract"),
        person=top.flag("person"),
        icon=top.text("icon"),
        title=title,
        date=_date(top, properties),
        summary=_names(top, "summary", properties),
        filters=_names(top, "filters", properties),
        edge=_edge(top, properties),
        # A form begins with what makes the caption, then has the kind's own properties, then the inherited.
        properties={name: properties[name] for name in (*title, *properties)},
        ancestors=frozenset(chain.from_iterable((kind.name, *kind.ancestors) for kind in parents)),
    )


def _gathered(top: Section, parents: list[Kind], own: Mapping[str, Property]) -> dict[str, Property]:
    properties: dict[str, Property] = {}
    inherited = chain.from_iterable(parent.properties.values() for parent in parents)
    for prop in chain(own.values(), inherited):
        first = properties.setdefault(prop.name, prop)
        if first is not prop:
            top.refuse(
                f"{prop.id} and {first.id} have one name",
                value=prop.name,
                remedy="Give one of them another name: a property is defined in one kind.",
            )
    return properties


def _inherited_title(parents: list[Kind]) -> tuple[str, ...]:
    return next((parent.title for parent in parents if parent.title), ())


def _names(top: Section, key: str, properties: Mapping[str, Property]) -> tuple[str, ...]:
    names = top.texts(key)
    for name in names:
        _known(top, key, name, properties, what="property")
    return names


def _edge(top: Section, properties: Mapping[str, Property]) -> tuple[str, str] | None:
    names = _names(top, "edge", properties)
    if not names:
        return None
    if len(names) != _EDGE_ENDS or any(properties[name].type.name != "link" for name in names):
        top.refuse(
            "an edge has two links",
            key="edge",
            value=", ".join(names),
            remedy="Name two properties of type link.",
        )
    return names[0], names[1]


def _date(top: Section, properties: Mapping[str, Property]) -> str | None:
    name = top.optional("date")
    if name is None:
        return None
    _known(top, "date", name, properties, what="property")
    if properties[name].type.name != "date":
        top.refuse(
            "the leading date is not a date", key="date", value=name, remedy="Name a property of type date."
        )
    return name


def _own_properties(kind: str, top: Section, files: Mapping[str, Section]) -> dict[str, Property]:
    return {name: _property(kind, name, row, files) for name, row in top.sections("properties")}


def _property(kind: str, name: str, row: Section, files: Mapping[str, Section]) -> Property:
    row.allow(*_PROPERTY)
    type_ = _type(row)
    return Property(
        name=name,
        kind=kind,
        type=type_,
        labels=row.labels_under("labels"),
        hints=row.labels_under("hint") if "hint" in row else {},
        multiple=row.flag("multiple"),
        required=row.flag("required"),
        enumerable=row.flag("enumerable", default=type_.name in _LISTED_TYPES),
        vocabulary=_partner(row, type_, "code", "vocabulary", vocabulary_names()),
        target=_partner(row, type_, "link", "target", files),
        reverse=_reverse(row),
        dimension=_partner(row, type_, "quantity", "dimension", vocabulary("dimension").codes),
    )


def _type(row: Section) -> ValueType:
    _known(row, "type", row.text("type"), VALUE_TYPES, what="value type")
    return VALUE_TYPES[row.text("type")]


def _partner(
    row: Section, type_: ValueType, of_type: str, key: str, known: Mapping[str, object] | tuple[str, ...]
) -> str | None:
    """What a code, a link or a quantity needs beside its type, and no other type may have."""
    if type_.name != of_type:
        if key in row:
            row.refuse(f"only a {of_type} has this key", key=key, value=key, remedy="Take it out.")
        return None
    if key == "dimension" and key not in row:
        return None
    return _known(row, key, row.text(key), known, what=key)


def _reverse(row: Section) -> Labels:
    if row.text("type") == "link":
        return row.labels_under("reverse")
    if "reverse" in row:
        row.refuse("only a link has a reverse label", key="reverse", remedy="Take it out.")
    return {}


def _known(
    top: Section, key: str, name: str, known: Mapping[str, object] | tuple[str, ...], *, what: str
) -> str:
    if name not in known:
        remedy = near_names(name, list(known)) or f"Add the {what}, or name one that is there."
        top.refuse(f"there is no such {what}", key=key, value=name, remedy=remedy)
    return name
