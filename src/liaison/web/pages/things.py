"""One thing: each value with who says so, since when, how sure and how marked, and its history."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.seen import Entity
from liaison.records.view import View
from liaison.web.frame import page, reading
from liaison.web.history import events
from liaison.web.naming import language
from liaison.web.neighbours import neighbours
from liaison.web.places import open_url
from liaison.web.saying import Saying, sayings

_LINKS = 100  # a page of links; a thing with more of them is better searched


@dataclass(frozen=True, slots=True)
class Section:
    """Some sayings under one heading."""

    heading: str
    note: str
    sayings: tuple[Saying, ...]


@reading
def entity(request: OfficerRequest, view: View, key: str) -> HttpResponse:
    """What this officer may see of one thing."""
    found = _known(view, key)
    links = neighbours(view, found)
    return page(
        request,
        "pages/entity.html",
        view=view,
        here=reverse("kind", args=[found.kind_name]),
        entity=found,
        lead=lead(found),
        strip=[
            first
            for name in found.kind.summary
            if name not in found.kind.title and (first := found.first(name))
        ],
        sections=list(sections(found)),
        linked=links[:_LINKS],
        linked_note=linked_note(len(links)),
        joined=len(found.keys),
        events=list(events(found)),
        entry=open_url("entry", request.capabilities),
    )


@requires("records.read")
def entity_document(request: OfficerRequest, key: str) -> HttpResponseBase:
    """What the API answers to a program, for somebody who is signed in and has no token."""
    answer: HttpResponseBase = resolve(reverse("api:entity", kwargs={"key": key})).func(request, key=key)
    return answer


def _known(view: View, key: str) -> Entity:
    """The entity of a key; a thing that is not there and one that may not be seen are answered alike."""
    found = view.entity(key)
    if found is None:
        raise Http404
    return found


def lead(found: Entity) -> str:
    """What it is, and of how many statements of how many authorities the page was made."""
    authors = len({seen.author for seen in found.statements})
    words = ngettext(
        "%(kind)s, from %(n)d statement", "%(kind)s, from %(n)d statements", len(found.statements)
    )
    by = ngettext("of %(n)d authority.", "of %(n)d authorities.", authors)
    return (
        f"{words % {'kind': found.kind.label(language()), 'n': len(found.statements)}} {by % {'n': authors}}"
    )


def sections(found: Entity) -> Iterator[Section]:
    """The sayings by what they are for: to know the thing by, its particulars, words about it."""
    grouped: dict[str, list[Saying]] = {"identity": [], "particulars": [], "words": []}
    for saying in sayings(found):
        grouped[_use(found, saying)].append(saying)
    headings = {
        "identity": (_("Identity"), _("who says so, since when, how sure, how marked")),
        "particulars": (_("Particulars"), _("facts and opinions are told apart")),
        "words": (_("In words"), _("as they were written")),
    }
    for use, group in grouped.items():
        if group:
            yield Section(*headings[use], tuple(sorted(group, key=lambda saying: _place(found, saying))))


def _place(found: Entity, saying: Saying) -> int:
    """What names a thing comes first, in the order of its caption; the rest as the ontology has it."""
    title = found.kind.title
    return title.index(saying.term.name) if saying.term.name in title else len(title)


def _use(found: Entity, saying: Saying) -> str:
    term = saying.term
    if term.type.name == "text":
        return "words"
    named = term.type.name == "name" or (term.type.identifier and not term.target)
    return "identity" if named or term.name in found.kind.title else "particulars"


def linked_note(count: int) -> str:
    """How many links there are, and whether all of them are shown."""
    if count > _LINKS:
        return _("the newest %(shown)d of %(n)d that you may open") % {"shown": _LINKS, "n": count}
    return ngettext("%(n)d that you may open", "%(n)d that you may open", count) % {"n": count}
