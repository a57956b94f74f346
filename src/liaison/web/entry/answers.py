"""What an officer has written into the form of a record, exactly as written and however faulty."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from itertools import zip_longest
from typing import Any, TypeVar

from django.http import QueryDict

from liaison.catalogue.ontology import Kind, ontology
from liaison.records.payload import new_key
from liaison.web.entry.marking import Marking

MOST_THINGS = 20  # in one record
_PARTS = ("link", "source", "information", "nature", "observed", "language")
_Part = TypeVar("_Part", bound=object)


@dataclass(slots=True)
class Answer:
    """One value of one field. Empty parts of its evaluation are as those of its thing."""

    raw: str = ""
    link: str = ""
    source: str = ""
    information: str = ""
    nature: str = ""
    observed: str = ""
    language: str = ""
    unknown: bool = False
    held: str = ""

    @property
    def given(self) -> bool:
        """Whether anything is said."""
        return bool(self.raw or self.link or self.unknown)


@dataclass(slots=True)
class Thing:
    """A subject of the record. One that is `known` stands in the store already and needs no full answer."""

    key: str
    kind: str
    known: bool = False
    source: str = ""
    information: str = ""
    nature: str = "fact"
    observed: str = ""
    category: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)

    @property
    def model(self) -> Kind:
        """Its kind in the ontology."""
        return ontology().kind(self.kind)

    def given(self) -> Iterator[tuple[str, int, Answer]]:
        """What is said of it: property, place among its values, answer; in the order of the form."""
        for name in self.model.properties:
            for index, answer in enumerate(self.answers.get(name, ())):
                if answer.given:
                    yield name, index, answer


@dataclass(slots=True)
class Form:
    """The whole form: the things that the record speaks of, and its marking."""

    things: list[Thing] = field(default_factory=list)
    marking: Marking = field(default_factory=Marking)

    def to_json(self) -> dict[str, Any]:
        """What a draft keeps."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> "Form":
        """The form of a draft; what this version no longer knows is left out."""
        things = [_thing(raw) for raw in body.get("things", ()) if raw.get("kind") in ontology().kinds]
        return cls(things, _known(Marking, body.get("marking", {})))


def new_thing(kind: str) -> Thing:
    """A thing that the record introduces."""
    return Thing(new_key(), kind)


def _thing(raw: Mapping[str, Any]) -> Thing:
    answers = {
        name: [_known(Answer, answer) for answer in given] for name, given in raw.get("answers", {}).items()
    }
    return _known(Thing, {**raw, "answers": answers})


def _known(made: type[_Part], raw: Mapping[str, Any]) -> _Part:
    names = {each.name for each in fields(made)}  # type: ignore[arg-type]  # each caller names a dataclass
    return made(**{name: value for name, value in raw.items() if name in names})


def things_written(sent: QueryDict, before: Form) -> list[Thing]:
    """The things of a form as it was sent; what another step asks for stays as it was before."""
    held = {
        (thing.key, name, index): answer.held
        for thing in before.things
        for name, index, answer in thing.given()
    }
    references = enumerate(sent.getlist("thing")[:MOST_THINGS])
    return [
        _written(sent, place, reference, held)
        for place, text in references
        if (reference := _reference(text)) is not None
    ]


def _reference(text: str) -> tuple[str, str, bool] | None:
    """Key, kind and whether it is known, of a thing that the form names as `key:kind:known`."""
    key, kind, known = (*text.split(":"), "", "")[:3]
    model = ontology().kinds.get(kind)
    if model is None or model.abstract:
        return None
    return (key if _is_key(key) else new_key()), kind, known == "known"


def _is_key(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")  # noqa: PLR2004 - the digits of a key


def _written(
    sent: QueryDict, place: int, reference: tuple[str, str, bool], held: Mapping[tuple[str, str, int], str]
) -> Thing:
    key, kind, known = reference
    thing = Thing(key, kind, known)
    for part in ("source", "information", "nature", "observed", "category"):
        setattr(thing, part, sent.get(f"{place}:{part}", "").strip())
    for name in thing.model.properties:
        answers = [answer for answer in _answers(sent, f"{place}-{name}") if answer.given]
        for index, answer in enumerate(answers):
            answer.held = held.get((key, name, index), "")
        if answers:
            thing.answers[name] = answers
    return thing


def _answers(sent: QueryDict, field_name: str) -> Iterator[Answer]:
    columns = [sent.getlist(field_name), *(sent.getlist(f"{field_name}-{part}") for part in _PARTS)]
    unknown = set(sent.getlist(f"{field_name}-unknown"))
    for index, row in enumerate(zip_longest(*columns, fillvalue="")):
        values = dict(zip(("raw", *_PARTS), (text.strip() for text in row), strict=True))
        yield Answer(**values, unknown=str(index) in unknown)
