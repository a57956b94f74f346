"""Pages: address, who may open it, what it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getdoc, getmodule, unwrap
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver

from generator.markdown import document, first_paragraph, section
from liaison.people.permissions import needs_of


@dataclass(frozen=True)
class Address:
    """One entry of the URL configuration."""

    name: str
    route: str
    view: Any


def addresses() -> list[Address]:
    """Every named address in the order of the configuration."""
    return list(_under(get_resolver().url_patterns, "/"))


def _under(patterns: list[Any], prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _under(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(pattern.name, route, pattern.callback)


def pages() -> str:
    """Every page with the capability that it needs."""
    listed = [address for address in addresses() if not address.route.startswith("/api/")]
    return document(
        "Pages",
        "Every address that answers a browser, by the name that links use. Which role has which capability:"
        " [capabilities](capabilities.md). What a page then shows is what the reader may see.",
        [_page(address) for address in listed],
    )


def _page(address: Address) -> str:
    return section(address.name, f"`{address.route}`", _described(address), _needed(address.view))


def _described(address: Address) -> str:
    """The sentence of a view of this project, or the one written for a page of the library."""
    plain = unwrap(address.view)
    module = getmodule(plain)
    own = module is not None and module.__name__.startswith("liaison.")
    return first_paragraph(getdoc(plain)) if own else _library_pages()[address.name]


@cache
def _library_pages() -> dict[str, str]:
    source = Path(__file__).with_name("library_pages.yaml")
    listed: dict[str, str] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return listed


def _needed(view: Any) -> str:
    needs = needs_of(view)
    if needs is None:
        return "Refused to everybody."
    if not needs.read:
        return "Open before sign-in."
    if needs.write in (None, needs.read):
        return f"Needs `{needs.read}`." + " It answers reading only." * (needs.write is None)
    return f"Reading needs `{needs.read}`, writing `{needs.write}`."
