"""Addresses of the API, each with the capability that its operation states."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, include, path
from ninja import NinjaAPI

from liaison.api import entities, imports, oversight, records
from liaison.api.pace import Pace
from liaison.api.problems import tell_problems
from liaison.people.permissions import needs_of, requires

_ROUTERS = (entities.router, records.router, imports.router, oversight.router)

api = NinjaAPI(
    title="Liaison",
    version="1",
    description=(
        "Marked, signed statements in; each viewer's own picture out. Send `Authorization: Bearer` with an"
        " access token: it carries the purpose and the case under which you read. Every answer carries its"
        " marking, in the body and in the header `Liaison-Marking`."
    ),
    docs_url=None,
    throttle=[Pace()],
    urls_namespace="api",
    openapi_extra={
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    },
)
for router in _ROUTERS:
    api.add_router("", router)
tell_problems(api)


def _stated() -> Iterator[URLPattern]:
    """Write on each view what its operation needs."""
    needs = {
        operation.view_func.__name__: needs_of(operation.view_func)
        for router in _ROUTERS
        for part in router.path_operations.values()
        for operation in part.operations
    }
    pattern: Any  # Django's stubs let a view have no attributes
    for pattern in api.urls[0]:
        if pattern.name in needs:
            pattern.callback.capability = needs[pattern.name]
            yield pattern
        elif pattern.name in {"openapi-json", "api-root"}:
            pattern.callback = requires("account.own")(pattern.callback)
            yield pattern


urlpatterns = [path("v1/", include((list(_stated()), "api")))]
