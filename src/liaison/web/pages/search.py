"""Search over everything this officer may see: identifiers exactly, words as written and nearly so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.catalogue.ontology import Kind, ontology
from liaison.catalogue.ontology.values.base import UNKNOWN
from liaison.people.requests import OfficerRequest
from liaison.records.seen import Entity, Found, Page, Seen
from liaison.records.view import View
from liaison.web.frame import page, reading
from liaison.web.listing import titled
from liaison.web.matching import is_spelt, passage, unread_words
from liaison.web.naming import language
from liaison.web.narrowing import Control, Narrowing, period_controls
from liaison.web.turning import offset_of, turn

_SIZE = 20
_NOTHING = Page(items=(), total=0, capped=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A result: what it is, and the statement by which it was found, with the found words marked."""

    entity: Entity
    matched: Seen | None
    parts: tuple[tuple[str, bool], ...]
    particulars: tuple[str, ...]
    shown: tuple[Seen, ...]


@reading
def search(request: OfficerRequest, view: View) -> HttpResponse:
    """What the words of the address may mean."""
    words, offset = request.GET.get("q", "").strip()[:200], offset_of(request)
    filters = search_filters(request)
    found = _found(view, words, filters, offset)
    matches = [match(item, words) for item in found.items]
    return page(
        request,
        "pages/search.html",
        view=view,
        words=words,
        headline=headline(words, found, offset),
        lead=lead(words, matches),
        narrowing=filters,
        found=matches,
        kinds=list(_kinds_found(request, found.items)),
        hits=found.hits,
        turn=turn(request, found, offset, _SIZE),
        **emptiness(filters),
    )


def search_filters(request: OfficerRequest) -> Narrowing:
    """Kind, place and period."""
    chosen = _chosen_kind(request.GET.get("kind", ""))
    return Narrowing.of(
        request, [_kind_control(chosen), _place_control(request), *period_controls(request)], keep=("q",)
    )


def _chosen_kind(name: str) -> Kind | None:
    kind = ontology().kinds.get(name)
    return None if kind is None or kind.abstract else kind


def _kind_control(chosen: Kind | None) -> Control:
    options = [(kind.name, kind.label(language())) for kind in ontology().kinds.values() if not kind.abstract]
    return Control(
        name="kind",
        label=_("Kind"),
        raw=chosen.name if chosen else "",
        options=tuple(sorted(options, key=lambda option: option[1].casefold())),
        shown=chosen.label(language()) if chosen else "",
    )


def _place_control(request: OfficerRequest) -> Control:
    raw = request.GET.get("place", "").strip()[:120]
    return Control(name="place", label=_("Place"), raw=raw, shown=raw)


def _found(view: View, words: str, filters: Narrowing, offset: int) -> Page:
    if not words or filters.faults:
        return _NOTHING
    return view.find(
        words,
        kind=filters.raw("kind") or None,
        place=filters.raw("place"),
        since=filters.day("since"),
        until=filters.day("until"),
        limit=_SIZE,
        offset=offset,
    )


def match(item: Found, words: str) -> Match:
    """A result as the page shows it."""
    entity, seen = item.entity, item.matched
    facts = [
        fact
        for name in entity.kind.summary
        if name not in entity.kind.title
        and (fact := entity.first(name))
        and fact.text != UNKNOWN
        and not fact.link
    ]
    return Match(
        entity=entity,
        matched=seen,
        parts=passage(seen.show(language()), words) if seen else (),
        particulars=tuple(fact.show(language()) for fact in facts),
        shown=(*titled(entity), *facts, *([seen] if seen else [])),
    )


def headline(words: str, found: Page, offset: int) -> str:
    """How much was found for which words."""
    if not words:
        return _("What are you looking for?")
    last = offset + len(found.items)
    if not found.items:
        return _("No match for “%(words)s”") % {"words": words}
    if found.capped:
        return _("Matches %(first)d to %(last)d for “%(words)s”, and more") % {
            "first": offset + 1,
            "last": last,
            "words": words,
        }
    counted = ngettext("%(n)d match for “%(words)s”", "%(n)d matches for “%(words)s”", last)
    return counted % {"n": last, "words": words}


def lead(words: str, matches: Sequence[Match]) -> str:
    """How the words were read."""
    if not words:
        return _(
            "A name, an IMO number, a container, a case. A slip of the pen is forgiven, but not in numbers."
        )
    sentences = []
    if rest := unread_words(words):
        sentences.append(
            _("Only the first eight words were searched, not “%(rest)s”.") % {"rest": " ".join(rest)}
        )
    texts = [found.matched.text for found in matches if found.matched]
    if texts and not any(is_spelt(text, words) for text in texts):
        sentences.append(
            _("Nothing is spelled so. Shown: names within two letters, and identifiers exactly.")
        )
    return " ".join(sentences)


def _kinds_found(request: OfficerRequest, items: Sequence[Found]) -> Iterator[tuple[str, int, str]]:
    """The kinds on this page with how often, each as a link that narrows to it."""
    counted = Counter(item.entity.kind_name for item in items)
    for name, times in counted.most_common():
        query = {"q": request.GET.get("q", ""), "kind": name}
        yield ontology().kind(name).label(language()), times, f"{reverse('search')}?{urlencode(query)}"


def emptiness(filters: Narrowing) -> dict[str, Any]:
    """What to do where nothing matches."""
    if not filters.used:
        return {
            "empty_text": _("Nothing that you may see is written so. Try fewer words, or part of a name.")
        }
    last = filters.used[-1]
    words = {"filter": last.label, "value": last.shown}
    return {
        "empty_text": _("Nothing that you may see fits. Drop “%(filter)s: %(value)s” to search further.")
        % words,
        "drop_url": filters.addresses[last.name],
        "drop_text": _("Drop it"),
    }
