"""Links in a form: what an officer may mean by some words, among what that officer may see."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from liaison.catalogue.ontology import Property, ontology
from liaison.catalogue.ontology.values.base import ValueFault
from liaison.records.seen import Entity
from liaison.records.view import View
from liaison.web import naming
from liaison.web.entry.answers import Answer, Form

LINK = "link"  # the value type of a link
_OFFERED = 8  # things that a search offers to choose from

Choice = tuple[str, str]
"""A key, and what its thing is called."""


@dataclass(slots=True)
class Ends:
    """The things that the links of a form may lead to: `names` by key, `offers` by the words typed.

    `within` holds kind and name of the things of the form, `stored` the names of those of the store.
    """

    within: dict[str, tuple[str, str]]
    names: dict[str, str] = field(default_factory=dict)
    stored: dict[str, str] = field(default_factory=dict)
    offers: dict[tuple[str, str], list[Choice]] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View, form: Form) -> "Ends":
        """Look up what is chosen and what is only written."""
        within = {thing.key: (thing.kind, _called(form, place)) for place, thing in enumerate(form.things)}
        ends = cls(within, {key: name for key, (_kind, name) in within.items()})
        links = list(_links(form))
        chosen = {answer.link for _term, answer in links if answer.link}
        stored = {thing.key for thing in form.things if thing.known}
        for key, entity in view.entities_of(chosen | stored).items():
            ends.stored[key] = entity.caption(naming.language())
        ends.names.update(ends.stored)
        for term, answer in links:
            if answer.raw and not answer.link:
                ends._look_up(view, term, answer.raw)
        return ends

    def _look_up(self, view: View, term: Property, words: str) -> None:
        asked = (term.target or "Thing", words)
        if asked in self.offers:
            return
        found = [found.entity for found in view.find(words, kind=asked[0], limit=_OFFERED).items]
        self.offers[asked] = [_choice(entity) for entity in found]
        self.names.update(self.offers[asked])

    def choices(self, term: Property, answer: Answer) -> list[Choice]:
        """What one link may be: things of this record first, then what was found, then what is chosen."""
        target = term.target or "Thing"
        own = [(key, name) for key, (kind, name) in self.within.items() if ontology().kind(kind).is_a(target)]
        found = self.offers.get((target, answer.raw), [])
        chosen = [(answer.link, self.names[answer.link])] if answer.link in self.names else []
        return list(dict((*own, *found, *chosen)).items())

    def chosen(self, term: Property, answer: Answer) -> str:
        """The key that an answer means.

        Raises:
            ValueFault: none is chosen yet, or it is nothing that the viewer may see.
        """
        if answer.link in self.names:
            return answer.link
        if answer.link or not self.offers.get((term.target or "Thing", answer.raw)):
            raise ValueFault(
                _("nothing that you may see is called so"),
                value=answer.raw or answer.link,
                remedy=_("Write other words, or add it to this record as a further thing."),
            )
        raise ValueFault(
            _("this is not chosen yet"), value=answer.raw, remedy=_("Choose below which one is meant.")
        )


def _links(form: Form) -> Iterator[tuple[Property, Answer]]:
    for thing in form.things:
        for name, _index, answer in thing.given():
            term = thing.model.properties[name]
            if term.type.name == LINK:
                yield term, answer


def _called(form: Form, place: int) -> str:
    """A thing of the record by what is written of it."""
    thing = form.things[place]
    label = thing.model.label(naming.language())
    written = [thing.answers[name][0].raw for name in thing.model.title if thing.answers.get(name)]
    name = " · ".join(filter(None, written))
    return _("in this record: %(kind)s %(name)s") % {"kind": label, "name": name or place + 1}


def _choice(entity: Entity) -> Choice:
    kind = entity.kind.label(naming.language())
    return entity.key, f"{entity.caption(naming.language())} ({kind})"
