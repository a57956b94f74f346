"""The parts of a page: marking, grade, value, statement, timeline, states, fields."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse

from liaison.catalogue.ontology import Kind, Property, ontology
from liaison.catalogue.ontology.values.base import UNKNOWN
from liaison.kernel.policy import Policy, join_all
from liaison.records.seen import Entity, Seen
from liaison.web import naming, wording

register = template.Library()


@register.inclusion_tag("parts/marking.html", takes_context=True)
def marking(context: RequestContext, policy: Policy, *, full: bool = False) -> dict[str, Any]:
    """The badge of a marking; `full` also names its audience."""
    return {
        **wording.marking_words(policy),
        "handling": naming.handling_words(policy),
        "audience": naming.audience(context.request, policy) if full else (),
    }


@register.inclusion_tag("parts/marking.html", takes_context=True)
def marking_of(context: RequestContext, statements: Iterable[Seen]) -> dict[str, Any]:
    """The badge of a row: the join of the statements it shows."""
    return marking(context, join_all(seen.policy for seen in statements))


@register.inclusion_tag("parts/grade.html")
def grade(source: str, information: str) -> dict[str, str]:
    """The 4x4 evaluation."""
    words = wording.grade_words(source, information)
    return {"source": source, "information": information, "words": words}


@register.inclusion_tag("parts/value.html")
def value(seen: Seen, entity: Entity | None = None) -> dict[str, Any]:
    """A value in the voice it needs: a link, an identifier, somebody's own words, or plainly."""
    term = seen.term
    shown = seen.show(naming.language())
    if seen.link:
        shown = (_linked_caption(entity, seen.link)) or seen.link[:8]
    return {
        "unknown": seen.text == UNKNOWN,
        "text": shown,
        "href": _address(seen),
        "identifier": term.type.identifier,
        "words": term.type.name == "text",
        "lang": seen.language,
    }


def _address(seen: Seen) -> str | None:
    """Where a value leads: a link to its thing, a document to its file."""
    if seen.link:
        return reverse("entity", args=[seen.link])
    if seen.term.type.name == "document" and seen.text != UNKNOWN:
        return reverse("document", args=[seen.text.partition(" ")[0]])
    return None


def _linked_caption(entity: Entity | None, key: str) -> str | None:
    target = entity.linked.get(key) if entity else None
    return target.caption(naming.language()) if target else None


@register.inclusion_tag("parts/by.html", takes_context=True)
def by(
    context: RequestContext,
    seen: Seen,
    *,
    agreeing: int = 1,
    policy: Policy | None = None,
    full: bool = False,
) -> dict[str, Any]:
    """The line under a value: how sure, since when, who, how marked, as written."""
    return {
        "seen": seen,
        "request": context.request,
        "agreeing": agreeing,
        "policy": policy or seen.policy,
        "full": full,
        "written": seen.original if seen.original != seen.show(naming.language()) else None,
    }


@register.simple_tag(takes_context=True)
def authority(context: RequestContext, code: str) -> str:
    """The name of an authority."""
    return naming.authority_names(context.request).get(code, code)


@register.filter
def name_of(term: Property) -> str:
    """The label of a property."""
    return term.label(naming.language())


@register.filter
def kind_label(name: str) -> str:
    """The name of one thing of a kind."""
    return ontology().kind(name).label(naming.language())


@register.filter
def plural(kind: Kind) -> str:
    """The name of several things of a kind."""
    return kind.plural(naming.language())


@register.filter
def hint(kind: Kind) -> str:
    """What a kind is."""
    return kind.hints.get(naming.language()) or kind.hints["en"]


@register.filter
def caption(entity: Entity) -> str:
    """What an entity is called."""
    return entity.caption(naming.language())


@register.filter
def label(code: str, name: str) -> str:
    """The label of a code of a vocabulary."""
    return naming.label(code, name)


@register.filter
def when(seen: Seen) -> str:
    """The observed date of a statement."""
    return wording.observed(seen)


@register.filter
def day(moment: date) -> str:
    """A day."""
    return wording.day(moment)


@register.filter
def day_time(moment: datetime) -> str:
    """A moment in UTC."""
    return wording.day_time(moment)


@register.inclusion_tag("parts/kind.html")
def kind_icon(kind: Kind) -> dict[str, str]:
    """The drawing of a kind; its name always stands beside it."""
    return {"path": kind.icon}
