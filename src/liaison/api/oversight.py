"""What happened at the node: the log of uses."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from liaison.api.answers import asked, json_answer
from liaison.api.entities import REFUSALS
from liaison.api.schemas import Log
from liaison.people.permissions import requires
from liaison.records.audit import record_use, uses

router = Router(tags=["oversight"])


class Span(Schema):
    """Which part of the log."""

    officer: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0)


@router.get("/audit", response={200: Log, **REFUSALS})
@requires("audit.read")
def audit(request: HttpRequest, span: Query[Span]) -> HttpResponse:
    """Who read what, when and why, newest first. Reading the log stands in the log."""
    by, entries = asked(request), uses(**span.dict())
    record_use(
        officer=str(by.officer),
        authority=by.officer.authority.code,
        purpose=by.purpose,
        case=by.case,
        action="audit",
        subject=span.officer,
        count=len(entries),
    )
    return json_answer({"entries": entries})
