"""From the address of a list to what a View takes: filters by property, a period, a page."""

from datetime import date

from django.http import HttpRequest
from ninja import Field, Query, Schema

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import near_names
from liaison.catalogue.ontology import Kind, Property, ontology
from liaison.catalogue.ontology.values.base import Reading

LARGEST_PAGE = 200
_READING = Reading(decimal_mark=".")
FILTERS = {
    "parameters": [
        {
            "in": "query",
            "name": "property",
            "description": "Any property of the kind by its bare name (`drug=cocaine`), as often as needed.",
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "style": "form",
            "explode": True,
        }
    ]
}
"""What OpenAPI is told about filters by property."""


class Period(Schema):
    """A span of days of the leading date, ends included."""

    since: date | None = None
    until: date | None = None


class Paging(Period):
    """A period, and which page of what is in it."""

    limit: int = Field(50, ge=1, le=LARGEST_PAGE)
    offset: int = Field(0, ge=0, le=1_000_000)


PeriodQuery = Query[Period]
PagingQuery = Query[Paging]


def filters(
    request: HttpRequest, kind: Kind, *, besides: type[Schema], also: tuple[str, ...] = ()
) -> dict[str, str]:
    """Canonical texts by bare property name, from every parameter that ``besides`` and ``also`` do not name.

    Raises:
        CatalogueError: the kind has no such property; an ignored filter would answer with too much.
        ValueFault: a value is none of its property.
    """
    asked = request.GET.dict()
    named = [name for name in asked if name not in besides.model_fields and name not in also]
    return {name: named_property(kind, name).read(str(asked[name]), _READING).text for name in named}


def named_property(kind: Kind, name: str) -> Property:
    """The property of a kind by its bare name.

    Raises:
        CatalogueError: it has none of that name.
    """
    if name not in kind.properties:
        raise CatalogueError(
            f"{kind.name} has no such property",
            value=name,
            remedy=near_names(name, list(kind.properties)) or f"See /api/v1/kinds/{kind.name}.",
        )
    return kind.properties[name]


def named_kind(name: str) -> Kind:
    """The kind of that name.

    Raises:
        CatalogueError: there is none.
    """
    return ontology().kind(name)
