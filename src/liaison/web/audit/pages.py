"""Who used the node, for what, when and how much. Reading this is itself written into the log."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.codecs.cells import inert
from liaison.people.models import Officer
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.audit import Use, broken_links, record_use, uses
from liaison.web.frame import page
from liaison.web.narrowing import Control, Narrowing, period_controls
from liaison.web.turning import PAGE_SIZE, Turn, offset_of

_AT_ONCE = 1000  # entries of an export that are read together


def actions() -> Mapping[str, str]:
    """What the log calls each sort of use, and what a page calls it."""
    return {
        "find": _("searched"),
        "list": _("listed"),
        "entity": _("read one thing"),
        "entities": _("read several things"),
        "edges": _("read links"),
        "table": _("read a table"),
        "count": _("counted"),
        "document": _("opened a file"),
        "export": _("exported"),
        "publish": _("signed a record"),
        "import": _("imported"),
        "administer": _("changed who may do what"),
        "audit": _("read this log"),
        "sweep": _("erased what was due"),
        "verify": _("verified the node"),
        "backup": _("backed up the node"),
    }


@requires("audit.read")
def audit(request: OfficerRequest) -> HttpResponse:
    """The log by officer, action, subject and period, fifty entries a page."""
    filters, offset = narrowing(request), offset_of(request)
    found = [] if filters.faults else list(uses(**asked(filters), limit=PAGE_SIZE + 1, offset=offset))
    shown = found[:PAGE_SIZE]
    _note(request, filters, len(shown))
    more = len(found) > PAGE_SIZE
    return page(
        request,
        "audit/audit.html",
        headline=_headline(filters, shown, more=more),
        lead=" · ".join([*filters.words, _("newest first")]),
        narrowing=filters,
        here=reverse("audit"),
        rows=[(use, actions().get(use.action, use.action)) for use in shown],
        turn=_turn(request, offset, len(shown), more=more),
        export=f"{reverse('audit_export')}?{request.GET.urlencode()}",
        chain=_chain() if "chain" in request.GET else None,
        chain_url=f"?{request.GET.urlencode()}&chain=1",
    )


def narrowing(request: OfficerRequest) -> Narrowing:
    """The filters of the log."""
    officers = tuple((str(officer), str(officer)) for officer in Officer.objects.select_related("authority"))
    controls = [
        _chosen(request, "officer", _("Officer"), officers),
        _chosen(request, "action", _("What was done"), tuple(actions().items())),
        _written(request),
        *period_controls(request),
    ]
    return Narrowing.of(request, controls)


def _chosen(request: OfficerRequest, name: str, label: str, options: tuple[tuple[str, str], ...]) -> Control:
    raw = request.GET.get(name, "").strip()
    words = dict(options)
    if raw and raw not in words:
        fault = _("“%(value)s” is not offered here. Choose from the list.") % {"value": raw}
        return Control(name, label, raw, options, fault=fault)
    return Control(name, label, raw, options, text=raw, shown=words.get(raw, ""))


def _written(request: OfficerRequest) -> Control:
    raw = request.GET.get("about", "").strip()[:200]
    hint = _("a key, a kind, words of a search")
    return Control("about", _("About"), raw, hint=hint, text=raw, shown=raw)


def asked(filters: Narrowing) -> dict[str, Any]:
    """The filters as the log takes them; both days of the period are included."""
    until = filters.day("until")
    return {
        **filters.where,
        "since": _midnight(filters.day("since")),
        "until": _midnight(until + timedelta(days=1)) if until and until < date.max else None,
    }


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None


def _headline(filters: Narrowing, shown: list[Use], *, more: bool) -> str:
    if filters.faults:
        return _("A filter cannot be read")
    if not shown:
        return _("No use fits these filters")
    counts = {"n": len(shown)}
    if more:
        return _("%(n)d uses of this node, and more") % counts
    return ngettext("%(n)d use of this node", "%(n)d uses of this node", len(shown)) % counts


def _turn(request: OfficerRequest, offset: int, count: int, *, more: bool) -> Turn:
    """The pages before and after this one."""

    def address(start: int) -> str:
        query = request.GET.copy()
        query["from"] = str(start)
        return f"?{query.urlencode()}"

    return Turn(
        first=offset + 1,
        last=offset + count,
        back=address(max(offset - PAGE_SIZE, 0)) if offset else None,
        on=address(offset + PAGE_SIZE) if more else None,
    )


def _chain() -> tuple[bool, str]:
    """Whether every entry follows from the one before it, in words."""
    broken = broken_links()
    if not broken:
        return True, _("The chain is whole: no entry was changed, lost or added.")
    words = ngettext(
        "The chain is broken at %(n)d entry: %(first)s",
        "The chain is broken at %(n)d entries: %(first)s",
        len(broken),
    )
    return False, words % {"n": len(broken), "first": ", ".join(map(str, broken[:20]))}


def _note(request: OfficerRequest, filters: Narrowing, count: int) -> None:
    """Write into the log that it was read, and which part."""
    record_use(
        officer=str(request.officer),
        authority=request.officer.authority.code,
        purpose=request.purpose,
        case=request.case,
        action="audit",
        subject="; ".join(f"{control.name}={control.raw}" for control in filters.used),
        count=count,
    )


@requires("audit.read")
def export(request: OfficerRequest) -> HttpResponse | StreamingHttpResponse:
    """All entries that fit the filters, as CSV (RFC 4180)."""
    filters = narrowing(request)
    if filters.faults:
        return audit(request)
    _note(request, filters, 0)
    answer = StreamingHttpResponse(_lines(filters), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{datetime.now(UTC):%Y-%m-%d}.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it, so that lines are made one at a time."""

    def write(self, line: str) -> str:
        return line


def _lines(filters: Narrowing) -> Iterator[str]:
    limits = {"until": datetime.now(UTC)} | {name: value for name, value in asked(filters).items() if value}
    writer, offset = csv.writer(_Echo()), 0
    yield "\ufeff" + writer.writerow([each.name for each in fields(Use)])
    while found := uses(**limits, limit=_AT_ONCE, offset=offset):
        for use in found:
            yield writer.writerow([inert(str(cell)) for cell in astuple(use)])
        offset += len(found)
