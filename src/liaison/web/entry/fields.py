"""The controls of a form, generated from the ontology: one field a property, one control a value."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import Property
from liaison.catalogue.ontology.values.base import UNKNOWN
from liaison.web.entry.answers import Answer, Thing
from liaison.web.entry.linking import LINK, Choice
from liaison.web.entry.reading import ReadForm, Understood
from liaison.web.naming import label, language

_FEW = 30  # codes that a list to choose from may hold; of longer vocabularies the typed word is looked up
_TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Control:
    """One value: how it is asked for, what is written there, how it was understood."""

    id: str
    answer: Answer
    understood: Understood
    as_read: str
    choices: tuple[Choice, ...]

    @property
    def fault(self) -> str:
        """Why the value could not be read."""
        return self.understood.fault

    @property
    def particular(self) -> bool:
        """Whether anything is said of this value beyond itself."""
        said = self.answer
        return bool(said.unknown or said.source or said.information or said.nature or said.observed)


@dataclass(frozen=True, slots=True)
class Field:
    """One property of one thing. `shape` is choice, link, file, words or line."""

    id: str
    name: str
    term: Property
    shape: str
    needed: bool
    controls: tuple[Control, ...]
    fault: str
    looked_up: str
    identifier: bool

    @property
    def label(self) -> str:
        """What it is called."""
        return self.term.label(language())

    @property
    def hint(self) -> str:
        """How to answer."""
        return self.term.hints.get(language()) or self.term.hints.get("en", "")

    @property
    def given(self) -> bool:
        """Whether anything is written."""
        return any(control.answer.given for control in self.controls)

    @property
    def again(self) -> bool:
        """Whether a further value can be asked for."""
        return self.term.multiple and self.given and all(control.answer.given for control in self.controls)


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of a thing that are asked first, or those that are asked on demand."""

    fields: tuple[Field, ...]
    heading: str = ""

    @property
    def open(self) -> bool:
        """Whether something in it is written or at fault."""
        return any(each.given or each.fault for each in self.fields)


@dataclass(frozen=True, slots=True)
class Section:
    """The part of the form about one thing."""

    place: int
    thing: Thing
    caption: str
    groups: tuple[Group, ...]
    faults: dict[str, str]

    @property
    def fault(self) -> str:
        """What is wrong with the thing as a whole."""
        return self.faults.get(f"thing-{self.place}", "")

    @property
    def grade_faults(self) -> tuple[str, ...]:
        """The parts of its evaluation that are not chosen yet."""
        start = f"{self.place}:"
        return tuple(name.removeprefix(start) for name in self.faults if name.startswith(start))


def sections(read: ReadForm, more: str, *, checked: bool) -> Iterator[Section]:
    """The form as it stands.

    Args:
        read: the form and how it was understood.
        more: id of the field of which a further value is wanted.
        checked: also say what is missing; before that only what cannot be read is at fault.
    """
    faults = {fault.field: fault.text for fault in read.faults} if checked else {}
    for place, thing in enumerate(read.form.things):
        fields = [_field(read, place, term, faults, more) for term in thing.model.properties.values()]
        first = {*thing.model.title, *thing.model.summary, *_needed(thing)}
        groups = (
            Group(tuple(field for field in fields if field.term.name in first)),
            Group(tuple(f for f in fields if f.term.name not in first and not _common(f)), _("Particulars")),
            Group(
                tuple(f for f in fields if f.term.name not in first and _common(f)),
                _("Names, documents, links"),
            ),
        )
        yield Section(place, thing, read.caption(place), tuple(g for g in groups if g.fields), faults)


def _needed(thing: Thing) -> set[str]:
    return {name for name, term in thing.model.properties.items() if term.required}


def _common(field: Field) -> bool:
    """Whether the property is one that every thing has."""
    return field.term.kind == "Thing"


def _field(read: ReadForm, place: int, term: Property, faults: dict[str, str], more: str) -> Field:
    name = f"{place}-{term.name}"
    thing = read.form.things[place]
    answers = list(thing.answers.get(term.name, ()))
    if not answers or (more == name and term.multiple):
        answers.append(Answer())
    shape, codes = _shape(term)
    controls = tuple(
        _control(read, (place, term.name, index), term, answer, codes) for index, answer in enumerate(answers)
    )
    return Field(
        id=f"f-{name}",
        name=name,
        term=term,
        shape=shape,
        needed=term.required and not thing.known,
        controls=controls,
        fault=next(
            (c.understood.fault for c in controls if c.understood.fault), faults.get(f"f-{name}-0", "")
        ),
        looked_up=_looked_up(term) if shape == "line" else "",
        identifier=term.type.identifier,
    )


def _control(
    read: ReadForm, spot: tuple[int, str, int], term: Property, answer: Answer, codes: tuple[Choice, ...]
) -> Control:
    understood = read.understood.get(spot, Understood())
    choices = tuple(read.ends.choices(term, answer)) if term.type.name == LINK else codes
    identity = "f-{}-{}-{}".format(*spot)
    return Control(identity, answer, understood, as_read(term, answer, understood), choices)


def as_read(term: Property, answer: Answer, understood: Understood) -> str:
    """How a value was understood, where that says more than what is written."""
    if not understood.text or understood.text == UNKNOWN:
        return ""
    if term.type.name == "date":
        return _("Read as %(date)s, %(precision)s") % {
            "date": understood.text.replace("T", " ").replace("Z", " UTC"),
            "precision": _precision(understood.text),
        }
    if term.type.name in (LINK, "truth") or understood.words.casefold() == answer.raw.casefold():
        return ""
    return _("Read as %s") % understood.words


def _precision(text: str) -> str:
    if "T" in text and not text.endswith("Z"):
        return _("its zone is not stated")
    words = {4: _("to the year"), 7: _("to the month"), 10: _("to the day"), 16: _("to the minute")}
    if "/" in text:
        return _("an interval")
    length = len(text.removesuffix("Z"))
    return words.get(length, _("to the second"))


def _shape(term: Property) -> tuple[str, tuple[Choice, ...]]:
    if term.type.name in (LINK, "document", "text"):
        return {LINK: "link", "document": "file", "text": "words"}[term.type.name], ()
    name = _TRUTH if term.type.name == _TRUTH else term.vocabulary
    if name is None or len(vocabulary(name).codes) > _FEW:
        return "line", ()
    return "choice", tuple((code, label(code, name)) for code in vocabulary(name).codes)


def _looked_up(term: Property) -> str:
    """The vocabulary of which words are offered while typing."""
    return "country" if term.type.name == "country" else term.vocabulary or ""
