"""Who is asking, for which purpose, and whether this view is open to them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from allauth.account.views import login as sign_in_page
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from liaison.people.models import Officer
from liaison.people.permissions import SAFE_METHODS, WITHOUT_SECOND_FACTOR, Access, access, capabilities_of
from liaison.people.selectors import valid_token
from liaison.people.services import note_token_use
from liaison.people.sessions import has_ended, note_seen, stated_in

if TYPE_CHECKING:
    from liaison.people.requests import OfficerRequest

API = "/api/"
BEARER = "Bearer"
_SECOND_FACTOR_SEEN = "second_factor"  # in a session: saves a query for each page

Answer = Callable[[HttpRequest], HttpResponseBase]


class OfficerMiddleware:
    """Sets `request.officer`, `.purpose`, `.case` and `.capabilities`, and speaks the officer's language.

    Under /api/ a bearer token is the only way in, and it carries purpose and case. A session does not
    count there, so that no forged form of another site can reach it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, made in the officer's language and time zone."""
        identify = identify_by_token if request.path.startswith(API) else identify_by_session
        officer = identify(request)
        if officer is None:
            return self.get_response(request)
        cast("OfficerRequest", request).LANGUAGE_CODE = officer.language
        translation.activate(officer.language)  # LocaleMiddleware reads it after this and turns it back
        with timezone.override(ZoneInfo(officer.time_zone)):
            return self.get_response(request)


def identify_by_token(request: HttpRequest) -> Officer | None:
    """Take officer, purpose and case from the bearer token; without a good one it is nobody."""
    scheme, _space, raw = request.headers.get("Authorization", "").partition(" ")
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own mark
    moment = timezone.now()
    token = valid_token(raw.strip(), moment) if scheme == BEARER else None
    if token is None:
        request.user = AnonymousUser()
        return describe(request, None, frozenset())
    note_token_use(token=token, moment=moment)
    request.user = token.officer
    return describe(request, token.officer, capabilities_of(token.officer.roles), token.purpose, token.case)


def identify_by_session(request: HttpRequest) -> Officer | None:
    """Take officer, purpose and case from the session, and end a session that is over."""
    if not isinstance(request.user, Officer):
        return describe(request, None, frozenset())
    if has_ended(request.session):
        logout(request)
        return describe(request, None, frozenset())
    note_seen(request.session)
    officer = request.user
    capabilities = (
        capabilities_of(officer.roles) if has_second_factor(request, officer) else WITHOUT_SECOND_FACTOR
    )
    return describe(request, officer, capabilities, *stated_in(request.session, officer))


def has_second_factor(request: HttpRequest, officer: Officer) -> bool:
    """Whether an officer has a second factor to sign in with; the demo node does without."""
    if settings.LIAISON_DEMO or request.session.get(_SECOND_FACTOR_SEEN):
        return True
    enabled: bool = is_mfa_enabled(officer)
    if enabled:
        request.session[_SECOND_FACTOR_SEEN] = True
    return enabled


def describe(
    request: HttpRequest,
    officer: Officer | None,
    capabilities: frozenset[str],
    purpose: str = "",
    case: str = "",
) -> Officer | None:
    """Write on the request who asks, what for, and what they may do."""
    request.__dict__.update(officer=officer, capabilities=capabilities, purpose=purpose, case=case)
    return officer


class AccessMiddleware:
    """Refuses every view that states nothing, and every officer who lacks what a view states."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer; the decision is taken where the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """None lets the view run.

        Raises:
            PermissionDenied: the view states nothing, or needs a capability the officer lacks.
        """
        asked = cast("OfficerRequest", request)
        held = asked.capabilities if cast("Officer | None", asked.officer) else None
        match access(view, request.method or "", held):
            case Access.OPEN:
                return None
            case Access.NO_METHOD:
                return HttpResponseNotAllowed(sorted(SAFE_METHODS))
            case Access.SIGN_IN:
                return ask_to_sign_in(request)
        if held == WITHOUT_SECOND_FACTOR:
            return redirect("mfa_index")
        raise PermissionDenied


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page for people, 401 for programs. The front page of a node is where one signs in."""
    if request.path.startswith(API):
        return JsonResponse(
            {
                "reason": _("no valid access token came with this request"),
                "remedy": _(
                    "Send the header “Authorization: Bearer” with a token issued on the page of tokens."
                ),
            },
            status=401,
            headers={"WWW-Authenticate": "Bearer"},
        )
    if request.path == "/" and request.method in SAFE_METHODS and not request.headers.get("HX-Request"):
        return cast("HttpResponseBase", sign_in_page(request))
    page = redirect_to_login(request.get_full_path())
    # A fragment would show the sign-in form inside a page that is over: the whole page must go there.
    return HttpResponseClientRedirect(page.url) if request.headers.get("HX-Request") else page
