"""The content of the fabricated region, as its YAML files state it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_PLACE = re.compile(
    r"(?P<name>.+) (?P<code>[A-Z]{3}) (?P<latitude>-?[\d.]+) (?P<longitude>-?[\d.]+) (?P<division>.+)"
)
_TENTH_OF_A_DEGREE = 11132  # metres
SEA = "sea"  # the kind of site that lies in no State


@dataclass(frozen=True, slots=True)
class Site:
    """Where something can be seized, `text` as the value type place has it; the sea has no division."""

    country: str
    division: str
    text: str


@cache
def content(name: str) -> Any:
    """One YAML file of this package, read once. It ships with the code, which knows its shape."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)


def states() -> tuple[str, ...]:
    """The codes of the fabricated States."""
    return tuple(content("authorities")["states"])


def state_of(authority: str) -> str:
    """The State of an authority, by its code."""
    return authority.partition("-")[0]


def language_of(authority: str) -> str:
    """The language in which an authority writes."""
    return str(content("authorities")["states"][state_of(authority)]["language"])


@cache
def sites(country: str, site: str) -> tuple[Site, ...]:
    """The places of one kind in a State: seaport, airport, border, city or post."""
    return tuple(_site(country, written) for written in content("places")[country].get(site, ()))


def _site(country: str, written: str) -> Site:
    match = _PLACE.fullmatch(written)
    if match is None:
        raise ValueError(written)
    position = f"geo:{match['latitude']},{match['longitude']};u={_TENTH_OF_A_DEGREE}"
    return Site(country, match["division"], f"{match['name']} [{country}{match['code']}] {position}")
