"""Operations of the API, and the forms of what they take and give."""

from collections.abc import Iterator
from typing import Any

from generator.addresses import addresses
from generator.markdown import document, section, table
from liaison.api.urls import api
from liaison.people.permissions import needs_of

API = "/api/v1/"
_METHODS = ("get", "post", "put", "patch", "delete")
_SCHEMA = "#/components/schemas/"
_INNER = frozenset(
    {"Paging", "Period", "Words", "Span"}
)  # forms of parameters, which stand at the operations


def operations() -> str:
    """Every operation, then every form."""
    described = api.get_openapi_schema(path_prefix=API)
    return document(
        "API",
        "The operations under `/api/v1/`. Send `Authorization: Bearer` with an access token; it carries the"
        " purpose and the case. Every answer carries its marking, in the body and in the header"
        " `Liaison-Marking`; a refusal is a [Problem](#problem) (RFC 9457) with value, reason and remedy. The"
        " same as a machine reads it: `/api/v1/openapi.json`.",
        [*_operations(described["paths"]), *_forms(described["components"]["schemas"])],
    )


def _operations(paths: dict[str, Any]) -> Iterator[str]:
    views = {address.route: address.view for address in addresses()}
    for path, methods in paths.items():
        view = views[path.replace("{", "<").replace("}", ">")]
        for method in filter(methods.__contains__, _METHODS):
            yield _operation(f"{method.upper()} {path}", methods[method], _capability(view, method))


def _capability(view: Any, method: str) -> str | None:
    needs = needs_of(view)
    assert needs is not None, "tests/site/test_matrix.py refuses a view that states nothing"  # noqa: S101 - so it is
    return needs.read if method == "get" else needs.write


def _operation(heading: str, operation: dict[str, Any], capability: str | None) -> str:
    parameters = [
        (f"`{p['name']}`", p["in"], "yes" if p.get("required") else "no", _said(p["schema"], p))
        for p in operation.get("parameters", [])
    ]
    taken = _content(operation.get("requestBody", {}))
    return section(
        heading,
        operation["description"],
        f"Needs `{capability}`." + f" Takes {taken}." * bool(taken),
        table(("Parameter", "In", "Required", "Form"), parameters),
        "Answers " + "; ".join(_answers(operation["responses"])) + ".",
    )


def _answers(responses: dict[int, Any]) -> Iterator[str]:
    refusals = [str(status) for status, answer in responses.items() if _content(answer) == _link("Problem")]
    for status, answer in responses.items():
        if str(status) not in refusals:
            yield f"{status} with {_content(answer) or 'a stream of bytes'}"
    yield f"{', '.join(refusals)} with {_link('Problem')}"


def _content(part: dict[str, Any]) -> str:
    """The form of a body, as a link."""
    schema = part.get("content", {}).get("application/json", {}).get("schema", {})
    return _link(schema["$ref"].removeprefix(_SCHEMA)) if "$ref" in schema else ""


def _link(form: str) -> str:
    return f"[{form}](#{form.lower()})"


def _forms(schemas: dict[str, Any]) -> Iterator[str]:
    for name, schema in schemas.items():
        if name not in _INNER:
            required = schema.get("required", ())
            rows = [
                (f"`{member}`", "yes" if member in required else "no", _said(part, part))
                for member, part in schema.get("properties", {}).items()
            ]
            yield section(
                name, schema.get("description", ""), table(("Member", "Always there", "Form"), rows)
            )


def _said(schema: dict[str, Any], described: dict[str, Any]) -> str:
    """A form, what it is if left out, and what is said of it."""
    default, text = schema.get("default"), described.get("description", "")
    left_out = f", `{default}` if left out" if default not in (None, "") else ""
    return _form(schema) + left_out + f". {text}" * bool(text)


def _form(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _link(schema["$ref"].removeprefix(_SCHEMA))
    if "anyOf" in schema:
        return " or ".join(_form(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_form(schema['items'])}"
    pattern = f" `{schema['pattern']}`" if "pattern" in schema else ""
    return str(schema.get("format") or schema.get("type") or "any") + pattern
