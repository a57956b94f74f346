"""What an officer sets while reading: purpose and case, and the language of the pages."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from liaison.people.faults import PeopleError
from liaison.people.models import Officer
from liaison.people.permissions import public, requires
from liaison.people.requests import OfficerRequest
from liaison.people.services import set_preferences, state_purpose
from liaison.web.frame import page

_A_YEAR = 365 * 24 * 60 * 60  # seconds


@requires("records.read", write="records.read")
def purpose(request: OfficerRequest) -> HttpResponse:
    """Ask for the purpose and case of reading, and note the answer."""
    if request.method != "POST":
        return page(request, "pages/purpose.html", onward=_onward(request, request.GET.get("next", "")))
    try:
        state_purpose(
            session=request.session,
            officer=request.officer,
            purpose=request.POST.get("purpose", ""),
            case=request.POST.get("case", "")[:80],
        )
    except PeopleError as fault:
        messages.error(request, str(fault))
        return redirect("purpose")
    return redirect(_onward(request, request.POST.get("next", "")))


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language: kept with the officer, before sign-in in a cookie."""
    answer = redirect(_onward(request, request.POST.get("next", "")))
    chosen = request.POST.get("language", "")
    if not check_for_language(chosen) or chosen not in dict(settings.LANGUAGES):
        return answer
    if isinstance(request.user, Officer):
        officer = request.user
        set_preferences(
            officer=officer,
            language=chosen,
            time_zone=officer.time_zone,
            theme=officer.theme,
            scale=officer.scale,
        )
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _onward(request: HttpRequest, address: str) -> str:
    """The page to go on to, if it is one of this node; else the first page."""
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if own and address.startswith("/") else "/"
