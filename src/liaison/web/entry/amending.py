"""What the own authority said, said anew or taken back; and two things proposed to be one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.catalogue.ontology.values.base import Reading
from liaison.kernel.errors import LiaisonError
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.payload import RecordError
from liaison.records.seen import Entity, Seen
from liaison.records.services import correct_statement, withdraw_statement
from liaison.records.view import View
from liaison.web.frame import page, reading
from liaison.web.naming import language

writes = requires("records.publish", write="records.publish")
_LONGEST = 500  # characters of a reason
_OFFERED = 12


@writes
@reading
def correct(request: OfficerRequest, view: View, key: str, statement: str) -> HttpResponse:
    """Say a value anew: the old one becomes history with the reason, under its own marking."""
    entity, seen = _standing(view, key, statement)
    if seen.author != request.officer.authority.code:
        return _not_own(request, view, entity, seen)
    sent, fault = request.POST.get("value", "").strip(), None
    if request.method == "POST":
        try:
            text = seen.term.read(sent, Reading(language=language())).text
            correct_statement(
                statement=seen.id,
                text=text,
                original=sent if sent != text else None,
                reason=_reason(request),
                officer=request.officer,
                purpose=request.purpose,
            )
        except LiaisonError as refused:
            fault = refused
        else:
            messages.success(request, _("Corrected. The former value stands in the history."))
            return redirect("entity", key)
    written = sent or seen.original or seen.show(language())
    return _amend_page(request, view, entity, seen, "entry/correct.html", fault, written=written)


@writes
@reading
def withdraw(request: OfficerRequest, view: View, key: str, statement: str) -> HttpResponse:
    """Take a value back: it becomes history with the reason."""
    entity, seen = _standing(view, key, statement)
    if seen.author != request.officer.authority.code:
        return _not_own(request, view, entity, seen)
    fault = None
    if request.method == "POST":
        try:
            withdraw_statement(
                statement=seen.id, reason=_reason(request), officer=request.officer, purpose=request.purpose
            )
        except LiaisonError as refused:
            fault = refused
        else:
            messages.success(request, _("Withdrawn. It stands in the history."))
            return redirect("entity" if view.entity(key) else "home", *([key] if view.entity(key) else []))
    return _amend_page(request, view, entity, seen, "entry/withdraw.html", fault)


def _standing(view: View, key: str, statement: str) -> tuple[Entity, Seen]:
    """A statement that stands, as this viewer sees it.

    Raises:
        Http404: there is none for this viewer.
    """
    entity = view.entity(key)
    if entity is not None:
        for seen in entity.statements:
            if seen.id == statement:
                return entity, seen
    raise Http404


def _reason(request: OfficerRequest) -> str:
    """The reason that was given.

    Raises:
        RecordError: none was.
    """
    reason = request.POST.get("reason", "").strip()[:_LONGEST]
    if not reason:
        raise RecordError(
            _("no reason is given"), remedy=_("Write why: those who read the old value will read it too.")
        )
    return reason


def _not_own(request: OfficerRequest, view: View, entity: Entity, seen: Seen) -> HttpResponse:
    answer = page(request, "entry/not_own.html", view=view, entity=entity, seen=seen)
    answer.status_code = 403
    return answer


def _amend_page(  # noqa: PLR0913, PLR0917 - what the two pages share
    request: OfficerRequest,
    view: View,
    entity: Entity,
    seen: Seen,
    template: str,
    fault: LiaisonError | None,
    *,
    written: str = "",
) -> HttpResponse:
    answer = page(
        request,
        template,
        view=view,
        entity=entity,
        seen=seen,
        fault=fault,
        written=written,
        reason=request.POST.get("reason", ""),
    )
    answer.status_code = 400 if fault else 200
    return answer


@writes
@reading
def same(request: OfficerRequest, view: View, key: str) -> HttpResponse:
    """Propose that two things are one. It is a statement like any other: marked, evaluated, signed."""
    entity = view.entity(key)
    if entity is None:
        raise Http404
    other = request.POST.get("other", "")
    if other and other not in entity.keys and view.entity(other) is not None:
        query = urlencode({"about": entity.key, "same": other})
        return redirect(f"{reverse('entry_kind', args=[entity.kind_name])}?{query}")
    words = request.GET.get("q", "").strip() or entity.caption(language())
    found = view.find(words, limit=_OFFERED)
    own = request.officer.authority.code
    return page(
        request,
        "entry/same.html",
        view=view,
        entity=entity,
        sought=words,
        found=[item.entity for item in found.items if item.entity.key != entity.key],
        joined=[(seen, seen.author == own) for seen in entity.values("sameAs")],
    )
