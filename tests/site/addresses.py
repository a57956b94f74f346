"""Every address of the node, walked from the URL configuration."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = ("x", "1", "0" * 32, "00000000-0000-0000-0000-000000000000", "json", "0" * 64)


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    view: Callable[..., Any]


def addresses() -> dict[str, Address]:
    found: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, "", ""):
        assert address.name not in found, f"two addresses are named {address.name}"
        found[address.name] = address
    return found


def _walk(patterns: list[Any], namespace: str, path: str) -> Iterator[Address]:
    for pattern in patterns:
        here = path + _sample(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner, here)
        else:
            assert isinstance(pattern, URLPattern)
            yield Address(namespace + (pattern.name or here), "/" + here, pattern.callback)


def _sample(pattern: URLPattern | URLResolver) -> str:
    """The path of a pattern with something in the place of each part that varies."""
    route = str(pattern.pattern)
    for name, converter in pattern.pattern.converters.items():
        fitting = [sample for sample in SAMPLES if re.fullmatch(converter.regex, sample)]
        assert fitting, f"{route}: add a sample that {type(converter).__name__} takes"
        route = re.sub(rf"<(\w+:)?{name}>", fitting[0], route)
    return route
