"""Reading: kinds, entities, lists, searches, counts and tables. Every answer comes from a View."""

import io
from collections.abc import Callable
from typing import Literal

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from liaison.api.answers import MARKING, MissingError, asked, json_answer, marked, view_of
from liaison.api.asking import (
    FILTERS,
    Paging,
    PagingQuery,
    Period,
    PeriodQuery,
    filters,
    named_kind,
    named_property,
)
from liaison.api.schemas import Counts, EntityAnswer, KindList, LinkList, PageAnswer, Problem
from liaison.api.shapes import edge_shape, entity_shape, kind_shape, marking_line, page_shape
from liaison.catalogue.ontology import ontology
from liaison.codecs.tabular import MEDIA_TYPES, Notice, write_table
from liaison.people.permissions import requires

router = Router(tags=["reading"])
REFUSALS = {401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}
_COLUMNS = 60


class Words(Paging):
    """What to look for."""

    words: str = Field(min_length=1, max_length=400)
    kind: str | None = None
    place: str = Field(default="", max_length=120)


@router.get("/kinds", response={200: KindList, **REFUSALS})
@requires("records.read")
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind of thing and what can be said of it."""
    language = asked(request).LANGUAGE_CODE
    return json_answer({"kinds": [kind_shape(kind, language) for kind in ontology().kinds.values()]})


@router.get("/entities/{key}", response={200: EntityAnswer, **REFUSALS})
@requires("records.read")
def entity(request: HttpRequest, key: str) -> HttpResponse:
    """An entity by the key of one of its subjects, with its history."""
    view = view_of(request)
    found = view.entity(key)
    if found is None:
        raise MissingError("nothing that you may see has this key", value=key, remedy="Search for it.")
    return marked(view, {"entity": entity_shape(found, asked(request).LANGUAGE_CODE)})


@router.get("/entities/{key}/links", response={200: LinkList, **REFUSALS})
@requires("records.read")
def links(request: HttpRequest, key: str) -> HttpResponse:
    """The links from and to an entity."""
    view, language = view_of(request), asked(request).LANGUAGE_CODE
    return marked(view, {"links": [edge_shape(edge, language) for edge in view.edges(key)]})


@router.get("/kinds/{kind}/entities", response={200: PageAnswer, **REFUSALS}, openapi_extra=FILTERS)
@requires("records.read")
def entities(request: HttpRequest, kind: str, page: PagingQuery) -> HttpResponse:
    """A page of the entities of a kind, newest first, narrowed by any of its properties."""
    chosen, view = named_kind(kind), view_of(request)
    found = view.entities(kind, where=filters(request, chosen, besides=Paging), **page.dict())
    return marked(view, page_shape(found, page.offset, asked(request).LANGUAGE_CODE))


@router.get("/search", response={200: PageAnswer, **REFUSALS})
@requires("records.read")
def search(request: HttpRequest, asking: Query[Words]) -> HttpResponse:
    """A page of what the words may mean: identifiers, words as written, then near spellings."""
    view = view_of(request)
    if asking.kind is not None:
        named_kind(asking.kind)
    found = view.find(**asking.dict())
    return marked(view, page_shape(found, asking.offset, asked(request).LANGUAGE_CODE))


@router.get("/kinds/{kind}/count", response={200: Counts, **REFUSALS}, openapi_extra=FILTERS)
@requires("records.read")
def count(request: HttpRequest, kind: str, period: PeriodQuery, by: str | None = None) -> HttpResponse:
    """How many entities of a kind there are, in all (under "") or by the values of a property."""
    chosen, view = named_kind(kind), view_of(request)
    if by is not None:
        named_property(chosen, by)
    where = filters(request, chosen, besides=Period, also=("by",))
    return marked(view, {"counts": view.count(kind, by=by, where=where, **period.dict())})


@router.get("/kinds/{kind}/table", openapi_extra=FILTERS, response={200: bytes, **REFUSALS})
@requires("records.export")
def table(
    request: HttpRequest,
    kind: str,
    period: PeriodQuery,
    columns: str,
    format: Literal["arrow", "csv"] = "arrow",  # noqa: A002 - the name in the address
) -> HttpResponse:
    """All entities of a kind as an Arrow IPC stream or CSV: `key` and the columns (commas between)."""
    chosen, view = named_kind(kind), view_of(request)
    names = columns.split(",")[:_COLUMNS]
    for name in names:
        named_property(chosen, name)
    where = filters(request, chosen, besides=Period, also=("columns", "format"))
    found = view.table(kind, names, where=where, **period.dict())
    lineage = view.lineage
    notice = [(MARKING, marking_line(lineage.policy)), ("Originators", ", ".join(lineage.originators))]
    write, media_type = _FORMATS[format]
    response = HttpResponse(write(found, kind, notice), content_type=media_type)
    response[MARKING] = notice[0][1]
    return response


def _arrow(found: pa.Table, _kind: str, notice: Notice) -> bytes:
    """The marking stands in the metadata of the schema, so that it stays with the file."""
    sink = io.BytesIO()
    noticed = found.replace_schema_metadata(dict(notice))
    with pa.ipc.new_stream(sink, noticed.schema) as writer:
        writer.write_table(noticed)
    return sink.getvalue()


def _csv(found: pa.Table, kind: str, notice: Notice) -> bytes:
    sink = io.BytesIO()
    write_table(found, "csv", sink, kind=kind, notice=notice, titles={}, language=None)
    return sink.getvalue()


_FORMATS: dict[str, tuple[Callable[[pa.Table, str, Notice], bytes], str]] = {
    "arrow": (_arrow, "application/vnd.apache.arrow.stream"),
    "csv": (_csv, MEDIA_TYPES["csv"]),
}
