"""Officers: opening, changing and closing accounts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.kernel.policy import Level
from liaison.people.models import Officer
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.people.services import (
    create_officer,
    disable_officer,
    readmit_officer,
    set_clearance,
    set_roles,
)
from liaison.web.administration.changing import administers, carried_out
from liaison.web.administration.forms import ClearanceForm, NewOfficerForm, ReadmissionForm, RolesForm
from liaison.web.frame import page

if TYPE_CHECKING:
    from collections.abc import Callable


@requires("people.read")
def officers(request: OfficerRequest) -> HttpResponse:
    """All officers of this node."""
    listed = list(Officer.objects.select_related("authority"))
    open_ones = sum(officer.is_active for officer in listed)
    words = ngettext("%(n)d officer may sign in", "%(n)d officers may sign in", open_ones)
    return page(
        request, "administration/officers.html", headline=words % {"n": open_ones}, rows=_rows(listed)
    )


def _rows(listed: list[Officer]) -> list[tuple[Officer, str]]:
    return [(officer, level_code(officer)) for officer in listed]


def level_code(officer: Officer) -> str:
    """The clearance of an officer as the vocabulary writes it."""
    return Level(officer.clearance).name.lower()


@administers
def officer_new(request: OfficerRequest) -> HttpResponse:
    """Open an account."""
    form = NewOfficerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if carried_out(
            request,
            lambda: create_officer(**given),
            subject=f"officer {given['authority'].code} {given['number']} opened",
            done=_("The account %(name)s is open.") % {"name": given["username"]},
        ):
            return redirect("officers")
    return page(request, "administration/officer_new.html", form=form)


@administers
def officer(request: OfficerRequest, pk: int) -> HttpResponse:
    """One officer: roles, clearance, and whether the account is open."""
    found = get_object_or_404(Officer.objects.select_related("authority"), pk=pk)
    action = request.POST.get("action", "")
    bound = _bound(request, found, action)
    sound = action == "close" or (action in bound and bound[action].is_valid())
    if sound and _changes(request, found, action, bound):
        return redirect("officer", pk)
    return page(
        request,
        "administration/officer.html",
        shown=found,
        level=level_code(found),
        forms=bound,
        own=found == request.officer,
    )


_FORMS: dict[str, type[forms.Form]] = {
    "roles": RolesForm,
    "clearance": ClearanceForm,
    "readmit": ReadmissionForm,
}


def _bound(request: OfficerRequest, officer: Officer, action: str) -> dict[str, forms.Form]:
    """The forms of the page, the one that was sent with what was sent."""
    now: dict[str, Any] = {"roles": officer.roles, "clearance": officer.clearance}
    return {
        name: form(request.POST if action == name else None, initial=now) for name, form in _FORMS.items()
    }


def _changes(request: OfficerRequest, officer: Officer, action: str, bound: dict[str, forms.Form]) -> bool:
    if officer == request.officer and action in ("close", "roles", "readmit"):
        messages.error(request, _("Another operator has to do this: nobody shuts out or appoints oneself."))
        return False
    given = bound[action].cleaned_data if action in bound else {}
    changes: dict[str, tuple[Callable[[], object], str]] = {
        "roles": (lambda: set_roles(officer=officer, **given), _("The roles are changed.")),
        "clearance": (lambda: set_clearance(officer=officer, **given), _("The clearance is changed.")),
        "readmit": (
            lambda: readmit_officer(officer=officer, **given),
            _("Let in again with the new password; a second factor has to be enrolled anew."),
        ),
        "close": (
            lambda: disable_officer(officer=officer, moment=timezone.now()),
            _("The account is closed; its tokens are ended."),
        ),
    }
    change, done = changes[action]
    return carried_out(request, change, subject=f"officer {officer}: {action}", done=done)
