"""How a page of the administration changes something: wholly or not at all, said and written into the log."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseBase

from liaison.kernel.errors import LiaisonError
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records import audit

Page = Callable[..., HttpResponseBase]


def administers(page: Page) -> Page:
    """A page that those with `people.read` open, and through which operators change what it shows.

    A change asks for a fresh sign-in.
    """
    fresh: Page = reauthentication_required(allow_get=True)(page)
    return requires("people.read", write="people.administer")(fresh)


def carried_out(request: OfficerRequest, change: Callable[[], object], *, subject: str, done: str) -> bool:
    """Make a change and say so; what is refused is said with its value, reason and remedy."""
    try:
        with transaction.atomic():
            change()
            audit.record_use(
                officer=str(request.officer),
                authority=request.officer.authority.code,
                purpose="node-administration",
                case="",
                action="administer",
                subject=subject,
                count=1,
            )
    except LiaisonError as fault:
        messages.error(request, str(fault))
        return False
    messages.success(request, done)
    return True
