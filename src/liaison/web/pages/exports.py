"""A list as a file, with the filters of its address and the marking of all that is in it."""

import io
from collections.abc import Iterator
from typing import get_args

import pyarrow as pa
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.catalogue.ontology import Kind
from liaison.codecs.tabular import MEDIA_TYPES, Format, write_table
from liaison.kernel.errors import LiaisonError
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.view import View
from liaison.web import naming, wording
from liaison.web.frame import reading
from liaison.web.narrowing import Narrowing, narrowing
from liaison.web.pages.lists import known_kind

FORMATS: tuple[Format, ...] = get_args(Format)
_WORKBOOK = 100_000  # rows; writing more takes minutes, and few programs open them
_NUMBER = ".number"


@requires("records.export")
@reading
def export(request: OfficerRequest, view: View, kind: str) -> HttpResponseBase:
    """The whole list in the format that the address names.

    Raises:
        LiaisonError: the list has more rows than a workbook should.
    """
    listed, filters = known_kind(kind), narrowing(request, known_kind(kind))
    if filters.faults:
        return redirect(f"{reverse('kind', args=[kind])}?{request.GET.urlencode()}")
    chosen = next((name for name in FORMATS if name == request.GET.get("format")), None)
    if chosen is None:
        raise Http404
    table = _table(view, listed, filters)
    if chosen == "xlsx" and table.num_rows > _WORKBOOK:
        raise LiaisonError(
            _("a workbook of so many rows would not open"),
            value=table.num_rows,
            remedy=_("Narrow the list, or take it as CSV."),
        )
    out = io.BytesIO()  # never a file: what is marked does not touch the disk in plain
    write_table(
        table,
        chosen,
        out,
        kind=kind,
        notice=list(notice(request, view, listed, filters)),
        titles=titles(table, listed),
        language=naming.language(),
    )
    out.seek(0)
    name = f"liaison-{kind.lower()}-{timezone.now():%Y%m%d-%H%M}.{chosen}"
    return FileResponse(out, as_attachment=True, filename=name, content_type=MEDIA_TYPES[chosen])


def _table(view: View, kind: Kind, filters: Narrowing) -> pa.Table:
    columns = dict.fromkeys((*kind.title, *kind.summary, *kind.filters))
    return view.table(
        kind.name,
        list(columns),
        where=filters.where,
        since=filters.day("since"),
        until=filters.day("until"),
    )


def titles(table: pa.Table, kind: Kind) -> dict[str, str]:
    """What the columns are called, in the reader's language."""
    named = {"key": _("Key")}
    for column in table.column_names:
        term = kind.properties.get(column.removesuffix(_NUMBER))
        if term is not None:
            label = term.label(naming.language())
            named[column] = (
                _("%(name)s, as a number") % {"name": label} if column.endswith(_NUMBER) else label
            )
    return named


def notice(request: OfficerRequest, view: View, kind: Kind, filters: Narrowing) -> Iterator[tuple[str, str]]:
    """The lines that travel with the file: its marking, whose it is, what it shows, when and what for."""
    lineage, names = view.lineage, naming.authority_names(request)
    words = wording.marking_words(lineage.policy)
    yield _("Marking"), f"{words['level_label']} {words['tlp_label']}"
    for code, text in naming.handling_words(lineage.policy):
        yield code.value, text
    yield _("Reaches"), "; ".join(naming.audience(request, lineage.policy)) or _("everybody: it is public")
    yield _("Originators"), "; ".join(names.get(code, code) for code in lineage.originators)
    yield _("What"), " · ".join([kind.plural(naming.language()), *filters.words])
    yield _("When"), wording.day_time(view.moment)
    yield _("Purpose"), " · ".join(filter(None, (naming.label(view.purpose, "purpose"), view.case)))
    yield _("Who"), str(request.officer)
