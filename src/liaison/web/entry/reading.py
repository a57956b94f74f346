"""How a form was understood: each answer as a value or a fault, and the record they make together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import Kind, Property
from liaison.catalogue.ontology.values.base import UNKNOWN, Reading, ValueFault
from liaison.kernel.policy import Policy
from liaison.records.payload import DraftRecord, DraftStatement
from liaison.records.view import View
from liaison.web import naming, wording
from liaison.web.entry.answers import Answer, Form, Thing
from liaison.web.entry.linking import LINK, Ends
from liaison.web.entry.marking import tighter
from liaison.web.narrowing import Fault

Spot = tuple[int, str, int]
"""Where an answer stands: place of its thing, property, place among its values."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One answer: its canonical text and the words for it, or what is wrong with it."""

    text: str = ""
    words: str = ""
    observed: str = ""
    fault: str = ""


@dataclass(slots=True)
class ReadForm:
    """A form with how each of its answers was understood."""

    form: Form
    ends: Ends
    understood: dict[Spot, Understood] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def caption(self, place: int) -> str:
        """What a thing is called: by its answers, as the record will show it, or as the store knows it."""
        thing = self.form.things[place]
        parts = [
            self.understood[spot].words
            for name in thing.model.title
            if (spot := (place, name, 0)) in self.understood and self.understood[spot].words
        ]
        return " · ".join(parts) or self.ends.stored.get(thing.key) or thing.model.label(naming.language())


def read_form(view: View, form: Form) -> ReadForm:
    """Read every answer as this viewer can: links are looked up among what the viewer may see."""
    read = ReadForm(form, Ends.of(view, form))
    for place, thing in enumerate(form.things):
        for name, index, answer in thing.given():
            term = thing.model.properties[name]
            known = _understand(read.ends, term, answer)
            read.understood[place, name, index] = known
            if known.fault:
                read.faults.append(
                    Fault(f"f-{place}-{name}-{index}", term.label(naming.language()), known.fault)
                )
        read.faults.extend(_gaps(place, thing))
    return read


def _understand(ends: Ends, term: Property, answer: Answer) -> Understood:
    reading = Reading(language=naming.language())
    try:
        observed = wording.date_term().read(answer.observed, reading).text if answer.observed else ""
        if answer.unknown:
            return Understood(UNKNOWN, term.show(UNKNOWN, naming.language()), observed)
        if term.type.name == LINK:
            key = ends.chosen(term, answer)
            return Understood(key, ends.names[key], observed)
        text = term.read(answer.raw, reading).text
    except ValueFault as fault:
        return Understood(fault=str(fault))
    return Understood(text, term.show(text, naming.language()), observed)


def _gaps(place: int, thing: Thing) -> Iterator[Fault]:
    """What a thing still needs before it can be signed."""
    model, language = thing.model, naming.language()
    given = {name for name, _index, _answer in thing.given()}
    if not given:
        yield Fault(f"thing-{place}", model.label(language), _("Nothing is said of it yet. Write one value."))
    for name, term in model.properties.items():
        if term.required and not thing.known and name not in given:
            text = _("This is needed. Write it, or say that it is not known.")
            yield Fault(f"f-{place}-{name}-0", term.label(language), text)
    for part, label, listed in _evaluation(model):
        if getattr(thing, part) not in vocabulary(listed).codes:
            yield Fault(f"{place}:{part}", label, _("Choose one; a statement cannot do without."))
    if thing.observed and not _is_date(thing.observed):
        yield Fault(f"{place}:observed", _("Observed"), _("“%s” is not a date.") % thing.observed)


def _evaluation(model: Kind) -> Iterator[tuple[str, str, str]]:
    """The parts of an evaluation that a thing of this kind cannot do without, each with its vocabulary."""
    yield "source", _("Source"), "source_grade"
    yield "information", _("Information"), "information_grade"
    if model.person:
        yield "category", _("Category of person"), "category"


def _is_date(raw: str) -> bool:
    try:
        wording.date_term().read(raw, Reading(language=naming.language()))
    except ValueFault:
        return False
    return True


def record_of(read: ReadForm, policy: Policy, author: str) -> DraftRecord:
    """The record that a form without faults means; answers at fault are left out."""
    form = read.form
    return DraftRecord(
        author=author,
        policy=policy,
        purpose=form.marking.purpose,
        basis=form.marking.basis,
        subjects=[(thing.key, thing.kind) for thing in form.things],
        statements=[statement for _spot, statement in statements(read, policy)],
    )


def statements(read: ReadForm, policy: Policy) -> Iterator[tuple[Spot, DraftStatement]]:
    """Each statement of the record, with where its answer stands."""
    for place, thing in enumerate(read.form.things):
        for name, index, answer in thing.given():
            known = read.understood[place, name, index]
            if not known.fault:
                yield (place, name, index), _statement(place, thing, name, answer, known, policy)


def _statement(  # noqa: PLR0913, PLR0917 - where an answer stands and all that was made of it
    place: int, thing: Thing, name: str, answer: Answer, known: Understood, policy: Policy
) -> DraftStatement:
    term = thing.model.properties[name]
    written = answer.raw if not answer.link and not answer.unknown else ""
    return DraftStatement(
        subject=place,
        property=term.id,
        text=known.text,
        original=written if written not in ("", known.text) else None,
        observed=known.observed or _observed(thing.observed),
        source=answer.source or thing.source or "X",
        information=answer.information or thing.information or "4",
        opinion=(answer.nature or thing.nature) == "opinion",
        category=thing.category if thing.model.person else "",
        language=(answer.language or naming.language()) if term.type.name == "text" else "",
        policy=tighter(answer.held, policy),
    )


def _observed(raw: str) -> str | None:
    if not raw or not _is_date(raw):
        return None
    return wording.date_term().read(raw, Reading(language=naming.language())).text


def captions(read: ReadForm) -> Mapping[str, str]:
    """What each thing of the record is called, by key."""
    return {thing.key: read.caption(place) for place, thing in enumerate(read.form.things)}
