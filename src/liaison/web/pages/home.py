"""The first page of the day: what needs this officer, and what is new to this officer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.people.permissions import WITHOUT_SECOND_FACTOR, requires
from liaison.people.requests import OfficerRequest
from liaison.records.models import Draft, ImportRun
from liaison.records.retention import due_for_review
from liaison.records.view import View
from liaison.web.frame import page, reading
from liaison.web.listing import rows
from liaison.web.places import open_url

_NEWEST = 12
_FORTNIGHT = 14  # days


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this officer; without an address nothing can be done on a page yet."""

    moment: datetime
    text: str
    detail: str
    action: str
    url: str | None


@requires("account.own")
def home(request: OfficerRequest) -> HttpResponseBase:
    """What needs me: for those who read records with the newest of them, for all others without."""
    if request.capabilities == WITHOUT_SECOND_FACTOR:
        return redirect("mfa_index")
    if "records.read" not in request.capabilities:
        return page(request, "pages/home.html", **needs_of(request))
    return reading_desk(request)


@reading
def reading_desk(request: OfficerRequest, view: View) -> HttpResponse:
    """The desk of an officer who reads records."""
    newest = view.entities("Thing", limit=_NEWEST)
    return page(
        request,
        "pages/home.html",
        view=view,
        rows=list(rows(item.entity for item in newest.items)),
        entry=open_url("entry", request.capabilities),
        **needs_of(request, list(_reviews(view))),
    )


def needs_of(request: OfficerRequest, reviews: Sequence[Need] = ()) -> dict[str, Any]:
    """What waits for this officer, and the sentence that says so."""
    needs = sorted([*_drafts(request), *_imports(request), *reviews], key=lambda need: need.moment)
    today = formats.date_format(timezone.localdate(), _("l j F Y"))
    return {"headline": headline(needs), "today": today, "needs": needs}


def headline(needs: list[Need]) -> str:
    """The sentence of the day."""
    if not needs:
        return _("Nothing waits for you")
    words = ngettext("%(n)d thing waits for you", "%(n)d things wait for you", len(needs))
    return words % {"n": len(needs)}


def _reviews(view: View) -> Iterator[Need]:
    """What the own authority said and must review within a fortnight, or be the only one to read it."""
    soon = (view.moment + timedelta(days=_FORTNIGHT)).date()
    for due in due_for_review(view, until=soon, limit=_NEWEST):
        yield Need(
            moment=datetime.combine(due.review, time(), UTC),
            text=_("Review due: %(thing)s") % {"thing": due.entity.caption(get_language() or "en")},
            detail=_("From that day on only your authority reads it, until it is reviewed."),
            action=_("Look"),
            url=reverse("entity", args=[due.entity.key]),
        )


def _drafts(request: OfficerRequest) -> Iterator[Need]:
    for draft in Draft.objects.filter(officer=request.officer).order_by("changed"):
        yield Need(
            moment=draft.changed,
            text=_("Your draft of a record"),
            detail=_("Not signed; nobody else sees it."),
            action=_("Continue"),
            url=open_url("draft", request.capabilities, pk=str(draft.pk)),
        )


def _imports(request: OfficerRequest) -> Iterator[Need]:
    for run in ImportRun.objects.filter(officer=request.officer, rejected__gt=0).order_by("started"):
        words = ngettext(
            "%(file)s: %(n)d row waits for a decision",
            "%(file)s: %(n)d rows wait for a decision",
            run.rejected,
        )
        yield Need(
            moment=run.started,
            text=words % {"file": run.name, "n": run.rejected},
            detail=_("%(landed)d of %(rows)d rows landed.") % {"landed": run.landed, "rows": run.rows},
            action=_("Decide"),
            url=open_url("import", request.capabilities, pk=str(run.pk)),
        )
