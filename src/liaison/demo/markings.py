"""Markings by name: what `markings.yaml` states, made into the policy of one authority on one day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from liaison.demo.content import content
from liaison.kernel.policy import Policy

PUBLIC = "public"
_YEAR = 365.25
_OWN = "only:{author}"
_NOT_AS_STATED = frozenset({"audience", "review", "delete", "review_in", "delete_in", "basis"})


@lru_cache(maxsize=4096)
def marking(name: str, author: str, signed: date, today: date) -> Policy:
    """The policy called `name` of an author that signs on one day, in a region built `today`."""
    stated = dict(content("markings")[name])
    days = {member: _day(stated, member, signed, today) for member in ("review", "delete")}
    members = {member: stated[member] for member in stated.keys() - _NOT_AS_STATED}
    members |= {member: day.isoformat() for member, day in days.items() if day is not None}
    if "audience" in stated:
        members["audience"] = [one.format(author=author) for one in stated["audience"]]
    if name != PUBLIC:
        members["originators"] = [author]
    return Policy.from_json(members)


def basis_of(name: str) -> str:
    """The legal basis of a record under the marking called `name`."""
    return str(content("markings")[name].get("basis", "national-law"))


def _day(stated: dict[str, Any], member: str, signed: date, today: date) -> date | None:
    if (days := stated.get(f"{member}_in")) is not None:
        return today + timedelta(days=days)
    if (years := stated.get(member)) is not None:
        return signed + timedelta(days=round(years * _YEAR))
    return None


def fitting(author: str, *names: str) -> list[str]:
    """Those of some markings under which their author stands in the audience itself."""
    lists = content("authorities")["lists"]
    return [
        name
        for name in names
        if all(
            one == _OWN or author in _members(lists[one])
            for one in content("markings")[name].get("audience", ())
        )
    ]


def _members(stated: dict[str, Any]) -> set[str]:
    return {*stated["members"], *stated.get("joined", ())}
