"""How a page is made: the View it reads through, then its template in the frame, marked as a whole."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.kernel.errors import LiaisonError
from liaison.kernel.policy import Policy, Use, needs_consent
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.seen import Lineage
from liaison.records.view import View, open_view
from liaison.web import naming, wording

P = ParamSpec("P")


def view_of(request: OfficerRequest) -> View:
    """The door through which this request reads."""
    return open_view(request.officer, purpose=request.purpose, case=request.case)


def reading(
    make: Callable[Concatenate[OfficerRequest, View, P], HttpResponseBase],
) -> Callable[Concatenate[OfficerRequest, P], HttpResponseBase]:
    """Make a page of one that reads: it is given its View, once the officer has said what for.

    What the software refuses is answered with its value, reason and remedy.
    """

    @requires("records.read")
    @wraps(make)
    def opened(request: OfficerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.purpose:
            return redirect(f"{reverse('purpose')}?{urlencode({'next': request.get_full_path()})}")
        try:
            return make(request, view_of(request), *args, **kwargs)
        except LiaisonError as fault:
            return render(request, "pages/refusal.html", {"fault": fault}, status=400)

    return opened


def page(request: HttpRequest, template: str, *, view: View | None = None, **context: Any) -> HttpResponse:
    """Render a page in its frame.

    Read everything first: the band takes the marking of what `view` has returned so far. With `?why` in
    the address the same readings answer how that marking came about, instead of the page itself.
    """
    lineage = view.lineage if view is not None else None
    if lineage is not None and view is not None and "why" in request.GET:
        template, context = "pages/why.html", explanation(request, lineage, view.viewer.authority)
    return render(request, template, {**context, "lineage": lineage})


def explanation(request: HttpRequest, lineage: Lineage, authority: str) -> dict[str, Any]:
    """What the page about a marking says: its rules in words, and how many markings were joined."""
    query = request.GET.copy()
    del query["why"]
    headline = ngettext(
        "%(statements)d statement was read, under %(policies)d marking",
        "%(statements)d statements were read, under %(policies)d markings",
        lineage.statements,
    )
    return {
        "headline": headline % {"statements": lineage.statements, "policies": lineage.policies},
        "rules": list(_rules(request, lineage.policy, authority)),
        "back": f"{request.path}?{query.urlencode()}" if query else request.path,
    }


def _rules(request: HttpRequest, policy: Policy, authority: str) -> list[tuple[str, str]]:
    reached = naming.audience(request, policy)
    rules = [
        (_("Level"), naming.label(wording.level_code(policy), "level")),
        (policy.tlp.label, naming.label(policy.tlp.label.removeprefix("TLP:").lower(), "tlp")),
        *((code.value, words) for code, words in naming.handling_words(policy)),
        (_("Reaches"), "; ".join(reached) or _("everybody: it is public")),
        (_("Purposes"), _purposes(policy)),
    ]
    for use, words in _uses():
        if consenting := needs_consent(policy, use, authority):
            names = naming.authority_names(request)
            rules.append(
                (words, _("ask %(who)s") % {"who": ", ".join(names.get(c, c) for c in sorted(consenting))})
            )
    if policy.review:
        rules.append((_("Review due"), wording.day(policy.review)))
    if policy.delete:
        rules.append((_("Deleted on"), wording.day(policy.delete)))
    return rules


def _purposes(policy: Policy) -> str:
    if policy.purposes is None:
        return _("any")
    return ", ".join(naming.label(code, "purpose") for code in sorted(policy.purposes)) or _("none")


def _uses() -> list[tuple[Use, str]]:
    return [
        (Use.ONWARD, _("To pass it on")),
        (Use.COURT, _("To use it in court")),
        (Use.CONDITIONS, _("Under its conditions")),
    ]
