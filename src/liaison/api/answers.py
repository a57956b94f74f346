"""Answers: JSON that carries its marking, in the body and in a header."""

from typing import TYPE_CHECKING, Any, cast

import orjson
from django.http import HttpRequest, HttpResponse

from liaison.api.shapes import lineage_shape, marking_line
from liaison.kernel.errors import LiaisonError
from liaison.records.view import View, open_view

if TYPE_CHECKING:
    from liaison.people.requests import OfficerRequest

MARKING = "Liaison-Marking"


class PurposeError(LiaisonError):
    """A reading for which no purpose was stated."""


class MissingError(LiaisonError):
    """Something that is not here, or not for this viewer: the two are told alike."""


def asked(request: HttpRequest) -> "OfficerRequest":
    """The request with what the middleware wrote on it."""
    return cast("OfficerRequest", request)


def view_of(request: HttpRequest) -> View:
    """The View of who asks, for the purpose and case of the token or session.

    Raises:
        PurposeError: none was stated.
    """
    by = asked(request)
    if not by.purpose:
        raise PurposeError(
            "no purpose of reading is stated", remedy="State one, or use a token that has one."
        )
    return open_view(by.officer, purpose=by.purpose, case=by.case)


def marked(view: View, body: dict[str, Any]) -> HttpResponse:
    """The answer that a View led to, under the strictest marking of what is in it."""
    lineage = view.lineage
    response = json_answer({**lineage_shape(lineage), **body})
    response[MARKING] = marking_line(lineage.policy)
    return response


def json_answer(body: Any, *, status: int = 200, content_type: str = "application/json") -> HttpResponse:
    """JSON as it is, without a second look by a schema."""
    return HttpResponse(orjson.dumps(body), status=status, content_type=content_type)
