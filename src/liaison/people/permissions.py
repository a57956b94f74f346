"""What a role may open, and how a view states what it needs.

A view without a statement is refused (see `AccessMiddleware`). The statements are read from the
URL configuration, so the matrix of roles, pages and methods can be drawn from it whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
WITHOUT_SECOND_FACTOR = frozenset({"account.own"})
"""What an officer may do before enrolling a second factor: the pages on which to enrol it."""


class Access(Enum):
    """The answer to one request before its view runs."""

    OPEN = "open"
    SIGN_IN = "sign in"
    REFUSED = "refused"
    NO_METHOD = "no such method"


@dataclass(frozen=True, slots=True)
class Needs:
    """The capabilities a view needs; a `write` of None means that it answers reading methods only.

    An empty capability is open to everybody, signed in or not.
    """

    read: str
    write: str | None


def requires(capability: str, *, write: str | None = None) -> Callable[[View], View]:
    """State the capability that reading this view needs, and the one that writing through it needs."""

    def mark(view: View) -> View:
        view.capability = Needs(capability, write)  # type: ignore[attr-defined]  # a function takes attributes
        return view

    return mark


def public(view: View) -> View:
    """State that this view is open before sign-in."""
    view.capability = Needs("", "")  # type: ignore[attr-defined]  # a function takes attributes
    return view


def needs_of(view: Callable[..., Any]) -> Needs | None:
    """What a view states; None if it states nothing."""
    stated: Needs | None = getattr(view, "capability", None)
    return stated


def access(view: Callable[..., Any], method: str, capabilities: frozenset[str] | None) -> Access:
    """Whether a request may reach a view; `capabilities` of None means nobody is signed in."""
    needs = needs_of(view)
    if needs is None:
        return Access.SIGN_IN if capabilities is None else Access.REFUSED
    needed = needs.read if method in SAFE_METHODS else needs.write
    if needed is None:
        return Access.NO_METHOD
    if not needed:
        return Access.OPEN
    if capabilities is None:
        return Access.SIGN_IN
    return Access.OPEN if needed in capabilities else Access.REFUSED


def capabilities_of(roles: Iterable[str]) -> frozenset[str]:
    """All capabilities of somebody who holds these roles; an unknown role gives none."""
    table = capability_table()
    return table["everybody"].union(*(table.get(role, frozenset()) for role in roles))


@cache
def capability_table() -> Mapping[str, frozenset[str]]:
    """Capabilities by role, from `capabilities.yaml`."""
    text = Path(__file__).with_name("capabilities.yaml").read_text(encoding="utf-8")
    return {role: frozenset(names) for role, names in yaml.safe_load(text)["roles"].items()}
