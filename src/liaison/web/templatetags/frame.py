"""The frame around every page: band, places, rail, purpose, clock."""

from datetime import UTC
from typing import Any

from django import template
from django.http import QueryDict
from django.template import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from liaison.people.selectors import allowed_purposes
from liaison.records.seen import Lineage
from liaison.web.naming import audience, handling_words, label
from liaison.web.places import OpenPlace, open_places, open_url
from liaison.web.wording import day_time, marking_words

register = template.Library()


@register.inclusion_tag("frame/band.html", takes_context=True)
def band(context: RequestContext, lineage: Lineage, *, foot: bool = False) -> dict[str, Any]:
    """The marking of the whole page: the join of all that it was made of."""
    request, policy = context.request, lineage.policy
    query = QueryDict(request.GET.urlencode(), mutable=True)
    query["why"] = "1"
    terms = [f"{code} {words}" for code, words in handling_words(policy)]
    return {
        "lineage": lineage,
        "foot": foot,
        "terms": [*terms, *audience(request, policy)],
        "why": f"?{query.urlencode()}",
        "moment": day_time(timezone.now()),
        **marking_words(policy),
    }


def _places(context: RequestContext) -> tuple[OpenPlace, ...]:
    path = context.get("here") or context.request.path
    return tuple(open_places(context["capabilities"], path))


@register.inclusion_tag("frame/places.html", takes_context=True)
def places(context: RequestContext) -> dict[str, Any]:
    """The places open to this officer."""
    return {"places": _places(context)}


@register.inclusion_tag("frame/rail.html", takes_context=True)
def rail(context: RequestContext) -> dict[str, Any]:
    """The pages of the place in which this page stands."""
    here = next((place for place in _places(context) if place.here), None)
    return {"groups": here.groups if here else ()}


@register.inclusion_tag("frame/me.html", takes_context=True)
def me(context: RequestContext) -> dict[str, Any]:
    """Purpose and case, the time, and who reads."""
    officer, now = context["officer"], timezone.now()
    return {
        **purpose_choice(context),
        "officer": officer,
        "roles": [label(role, "role") for role in officer.roles],
        "zone": officer.time_zone,
        "utc": f"{timezone.localtime(now, UTC):%H:%M}",
        "local": f"{timezone.localtime(now):%H:%M}",
        "account": open_url("account", context["capabilities"]),
        "sign_out": _sign_out(),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("frame/purpose_form.html", takes_context=True)
def purpose_form(context: RequestContext, onward: str) -> dict[str, Any]:
    """The form in which an officer states purpose and case."""
    return {
        **purpose_choice(context),
        "onward": onward,
        "csrf_token": context.get("csrf_token"),
        "prefix": "page-",
    }


def purpose_choice(context: RequestContext) -> dict[str, Any]:
    """What the form offers, and what is stated now."""
    purpose = context.get("purpose", "")
    return {
        "purpose": purpose and label(purpose, "purpose"),
        "current": purpose,
        "case": context.get("case", ""),
        "purposes": [(code, label(code, "purpose")) for code in allowed_purposes(context["officer"])],
        "onward": context.request.get_full_path(),
        "prefix": "head-",
    }


def _sign_out() -> str | None:
    try:
        return reverse("account_logout")
    except NoReverseMatch:
        return None
