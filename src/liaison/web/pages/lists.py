"""The lists: which kinds there are, and all things of one kind that this officer may see."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.catalogue.ontology import Kind, ontology
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.seen import Page
from liaison.records.view import View
from liaison.web.frame import page, reading
from liaison.web.listing import columns, rows
from liaison.web.naming import language, one, several
from liaison.web.narrowing import Narrowing, narrowing
from liaison.web.places import open_url
from liaison.web.turning import PAGE_SIZE, offset_of, turn

_NOTHING = Page(items=(), total=0, capped=False)


@requires("records.read")
def kinds(request: OfficerRequest) -> HttpResponse:
    """Every kind of thing that has a list."""
    listed = [kind for kind in ontology().kinds.values() if not kind.abstract]
    words = ngettext(
        "%(n)d kind of thing can be recorded", "%(n)d kinds of things can be recorded", len(listed)
    )
    return page(
        request,
        "pages/kinds.html",
        headline=words % {"n": len(listed)},
        kinds=sorted(listed, key=lambda kind: kind.plural(language()).casefold()),
    )


@reading
def things(request: OfficerRequest, view: View, kind: str) -> HttpResponse:
    """The list of one kind, narrowed by its own properties."""
    listed, offset = known_kind(kind), offset_of(request)
    filters = narrowing(request, listed)
    found = _found(view, listed, filters, offset)
    shown = columns(listed)
    return page(
        request,
        "pages/things.html",
        view=view,
        here=reverse("kind", args=[kind]),
        kind=listed,
        headline=_("A filter cannot be read")
        if filters.faults
        else headline(listed, _total(view, listed, filters)),
        lead=lead(filters),
        narrowing=filters,
        columns=shown,
        rows=list(rows((item.entity for item in found.items), shown)),
        hits=found.hits,
        turn=turn(request, found, offset),
        **_exports(request, listed, filters),
        **_emptiness(filters),
    )


def known_kind(name: str) -> Kind:
    """The kind of that name.

    Raises:
        Http404: there is none that has a list.
    """
    kind = ontology().kinds.get(name)
    if kind is None or kind.abstract:
        raise Http404
    return kind


def _found(view: View, kind: Kind, filters: Narrowing, offset: int) -> Page:
    if filters.faults:
        return _NOTHING
    return view.entities(
        kind.name,
        where=filters.where,
        since=filters.day("since"),
        until=filters.day("until"),
        limit=PAGE_SIZE,
        offset=offset,
    )


def _total(view: View, kind: Kind, filters: Narrowing) -> int:
    counted = view.count(
        kind.name, where=filters.where, since=filters.day("since"), until=filters.day("until")
    )
    return counted[""]


def headline(kind: Kind, total: int) -> str:
    """How many there are."""
    if not total:
        return _("No %(kinds)s that you may see") % {"kinds": several(kind)}
    if total == 1:
        return f"1 {one(kind)}"
    return f"{number_format(total, force_grouping=True)} {several(kind)}"


def lead(filters: Narrowing) -> str:
    """The filters in words."""
    return capfirst(" · ".join([*filters.words, _("newest first")]))


def _exports(request: OfficerRequest, kind: Kind, filters: Narrowing) -> dict[str, Any]:
    url = open_url("export", request.capabilities, kind=kind.name)
    if url is None or filters.faults:
        return {}
    query = {name: value for name, value in request.GET.items() if value and name not in ("from", "why")}
    return {
        "exports": [
            (name, f"{url}?{urlencode({**query, 'format': name.lower()})}")
            for name in ("XLSX", "CSV", "JSON")
        ]
    }


def _emptiness(filters: Narrowing) -> dict[str, Any]:
    """Which filter to drop where nothing is left: the last one set."""
    if not filters.used:
        return {"empty_text": _("Records of this kind appear here as soon as you may see one.")}
    last = filters.used[-1]
    words = {"filter": last.label, "value": last.shown}
    return {
        "empty_text": _(
            "Nothing that you may see fits all filters. Drop the last one, “%(filter)s: %(value)s”."
        )
        % words,
        "drop_url": filters.addresses[last.name],
        "drop_text": _("Drop it"),
    }
