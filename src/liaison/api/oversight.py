"""What happened at the node: the log of uses, and the imports of the own authority."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from liaison.api.answers import asked, json_answer
from liaison.api.entities import REFUSALS
from liaison.api.schemas import ImportList, Log
from liaison.people.permissions import requires
from liaison.records.audit import record_use, uses
from liaison.records.models import ImportRun

router = Router(tags=["oversight"])
_IMPORTS = 100


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


@router.get("/imports", response={200: ImportList, **REFUSALS})
@requires("records.import")
def imports(request: HttpRequest) -> HttpResponse:
    """What the own authority imported last, and what was wrong with the rows set aside."""
    runs = ImportRun.objects.filter(authority=asked(request).officer.authority).order_by("-pk")[:_IMPORTS]
    return json_answer({"imports": [_import(run) for run in runs]})


def _import(run: ImportRun) -> dict[str, object]:
    names = ("name", "profile", "started", "finished", "rows", "landed", "known", "rejected", "faults")
    return {"number": run.pk, **{name: getattr(run, name) for name in names}}
