"""Kinds of things, their properties, and the types of value that properties have."""

from collections.abc import Iterator
from inspect import getdoc

from generator.markdown import LANGUAGES, document, first_paragraph, section, table
from liaison.catalogue.ontology import Kind, Property, ontology
from liaison.catalogue.ontology.values import VALUE_TYPES
from liaison.catalogue.ontology.values.base import ValueType


def kinds() -> str:
    """Every kind with the properties that it defines."""
    return document(
        "Kinds of things",
        "What records can be about, and what can be said of it. The id of a property is its kind and name:"
        " `Seizure.drug`. A kind has the properties of the kinds that it extends too.",
        [_kind(kind) for kind in ontology().kinds.values()],
    )


def _kind(kind: Kind) -> str:
    own = [prop for prop in kind.properties.values() if prop.kind == kind.name]
    rows = [(f"`{p.name}`", _type(p), _label(p), *(p.label(other) for other in LANGUAGES[1:])) for p in own]
    heads = ("Property", "Type", "English", "Spanish", "French", "Portuguese")
    names = ", ".join(kind.label(language) for language in LANGUAGES[1:])
    return section(kind.name, f"{kind.hints['en']} ({names})", " ".join(_facts(kind)), table(heads, rows))


def _facts(kind: Kind) -> Iterator[str]:
    if kind.abstract:
        yield "No record is about this kind by itself."
    if kind.extends:
        yield "Extends " + ", ".join(f"[{parent}](#{parent.lower()})" for parent in kind.extends) + "."
    if kind.title:
        yield "Its caption is made of " + _named(kind.title) + "."
    if kind.date:
        yield f"Its leading date is `{kind.date}`."
    if kind.filters:
        yield "Lists are narrowed by " + _named(kind.filters) + "."
    if kind.person:
        yield "Statements about it need a [category of data subject](vocabularies.md#category)."


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _label(prop: Property) -> str:
    hint = prop.hints.get("en", "")
    return f"{prop.label('en')}. {hint}" if hint else prop.label("en")


def _type(prop: Property) -> str:
    name = prop.type.name
    words = [f"[{name}](values.md#{name})", *_partners(prop)]
    return " ".join(words) + ", required" * prop.required + ", several" * prop.multiple


def _partners(prop: Property) -> Iterator[str]:
    if prop.vocabulary:
        yield f"of [{prop.vocabulary}](vocabularies.md#{prop.vocabulary})"
    if prop.target:
        yield f"to [{prop.target}](#{prop.target.lower()})"
    if prop.dimension:
        yield f"({prop.dimension})"


def values() -> str:
    """Every type of value."""
    return document(
        "Types of value",
        "How values are read, checked and kept. Each type has one canonical text for a value: it is what is"
        " signed, stored and compared. Every type also allows `?`: explicitly not known.",
        [_value_type(name, type_) for name, type_ in VALUE_TYPES.items()],
    )


def _value_type(name: str, type_: ValueType) -> str:
    users = [f"`{prop.id}`" for prop in ontology().properties.values() if prop.type.name == name]
    found = "Found whole, never listed." * type_.identifier or "Its words are searched." * type_.searchable
    return section(name, first_paragraph(getdoc(type(type_))), found, "Used by " + ", ".join(users) + ".")
