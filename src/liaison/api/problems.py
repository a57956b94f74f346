"""Refusals as problem details (RFC 9457): value, reason and remedy, never a trace."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from liaison.api.answers import MissingError, PurposeError, json_answer
from liaison.catalogue.faults import CatalogueError
from liaison.kernel.errors import LiaisonError

_STATUS: dict[type[LiaisonError], HTTPStatus] = {
    MissingError: HTTPStatus.NOT_FOUND,
    CatalogueError: HTTPStatus.NOT_FOUND,
    PurposeError: HTTPStatus.FORBIDDEN,
}


def problem(
    status: HTTPStatus, reason: str, *, value: object = None, remedy: str = "", **more: Any
) -> HttpResponse:
    """A problem document; ``more`` are members of its own."""
    body = {"title": status.phrase, "status": status.value, "reason": reason, "remedy": remedy, **more}
    if value is not None:
        body["value"] = str(value)
    return json_answer(body, status=status, content_type="application/problem+json")


def refused(_request: HttpRequest, fault: LiaisonError) -> HttpResponse:
    """What the node itself refuses."""
    status = next(
        (s for kind, s in _STATUS.items() if isinstance(fault, kind)), HTTPStatus.UNPROCESSABLE_ENTITY
    )
    return problem(status, fault.reason, value=fault.value, remedy=fault.remedy, detail=str(fault))


def malformed(_request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """A request that is not of the described form; each fault names its place."""
    faults = [{"at": ".".join(map(str, error["loc"])), "reason": error["msg"]} for error in fault.errors]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "the request is not of the described form",
        remedy="Compare it with openapi.json.",
        faults=faults,
    )


def hurried(_request: HttpRequest, fault: Throttled) -> HttpResponse:
    """Too many requests with one token."""
    seconds = str(fault.wait or 1)
    response = problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too many requests came with this token",
        remedy=f"Wait {seconds} s.",
    )
    response["Retry-After"] = seconds
    return response


def told(_request: HttpRequest, fault: HttpError) -> HttpResponse:
    """What the framework refuses: a body that is no JSON, say."""
    return problem(HTTPStatus(fault.status_code), str(fault), remedy="Compare the request with openapi.json.")


def forbidden(_request: HttpRequest, _fault: PermissionDenied) -> HttpResponse:
    """The officer's roles do not allow it."""
    return problem(HTTPStatus.FORBIDDEN, "your roles do not allow this", remedy="Ask an operator for a role.")


def missing(_request: HttpRequest, _fault: Http404) -> HttpResponse:
    """No such address."""
    return problem(
        HTTPStatus.NOT_FOUND, "there is nothing at this address", remedy="Compare it with openapi.json."
    )


_TELLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    LiaisonError: refused,
    ValidationError: malformed,
    Throttled: hurried,
    HttpError: told,
    PermissionDenied: forbidden,
    Http404: missing,
}


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer its refusals in this form."""
    for kind, teller in _TELLERS.items():
        api.add_exception_handler(kind, teller)
