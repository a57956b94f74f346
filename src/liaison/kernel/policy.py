"""The marking of information, its lattice, and the one decision who may read it.

A `Policy` says who may read a statement, for what, until when, and what may be done with it. `join`
gives the strictest of two, so that whatever is derived from marked statements carries all their
restrictions. `decide` is the only place where a right to read is found.

How the codes that authorities write become restrictions that a node enforces:

==================  ============================================================================
Code                Enforced as
==================  ============================================================================
TLP:CLEAR           nothing
TLP:GREEN           nothing beyond the audience: the community is the lists that are named
TLP:AMBER           nothing beyond the audience: passing on inside it is free, nobody else can read
TLP:AMBER+STRICT    passing on outside the reading authority needs each originator's consent
TLP:RED             the same; the audience names the recipients
H0                  nothing: use for the prevention and investigation of crime (the empty set)
H1                  use in court needs each originator's consent
H2                  passing on needs each originator's consent
H3                  any use under its conditions needs each originator's consent
==================  ============================================================================

Sources: FIRST, Traffic Light Protocol version 2.0 (2022), section 2; handling codes H0 to H3 as used
by Europol in SIENA.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from enum import IntEnum, StrEnum
from functools import reduce
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from liaison.kernel.canonical import Json, canonical
from liaison.kernel.errors import PolicyError
from liaison.kernel.moments import check_aware

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PUBLIC = "public"  # how forms and files call the audience that is stored as no list at all


class Level(IntEnum):
    """How sensitive: a reader needs a clearance of at least this."""

    OPEN = 0
    LIMITED = 1
    RESTRICTED = 2
    CONFIDENTIAL = 3
    SECRET = 4


class Tlp(IntEnum):
    """Traffic Light Protocol 2.0, from free to strict."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def label(self) -> str:
        """The label as the protocol writes it, for example “TLP:AMBER+STRICT”."""
        return f"TLP:{self.name.replace('_', '+')}"


class Handling(StrEnum):
    """Handling codes; H0, free use against crime, is the absence of the others."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class Existence(IntEnum):
    """How much of a statement a viewer meets; a policy says how much remains for who may not read."""

    INVISIBLE = 0
    COUNTABLE = 1
    HIT = 2
    READABLE = 3


class Use(StrEnum):
    """What a reader wants to do beyond reading."""

    ONWARD = "onward"
    COURT = "court"
    CONDITIONS = "conditions"


class Reason(StrEnum):
    """Why a verdict is as it is."""

    READABLE = "readable"
    DELETED = "deleted"
    NOBODY = "nobody"
    REVIEW_DUE = "review-due"
    OUTSIDE_AUDIENCE = "outside-audience"
    ABOVE_CLEARANCE = "above-clearance"
    OTHER_PURPOSE = "other-purpose"


def _check_day(day: date | None) -> None:
    if isinstance(day, datetime):
        raise PolicyError(
            "a policy changes at the beginning of a day", value=day, remedy="Give a date without a time."
        )


def _check_texts(name: str, texts: Iterable[str]) -> None:
    for text in texts:
        if not text or text != text.strip() or not text.replace("\n", " ").isprintable():
            raise PolicyError(
                f"this cannot stand among the {name}",
                value=ascii(text),
                remedy="Give a printable text that neither begins nor ends with a space.",
            )


@dataclass(frozen=True, slots=True)
class Policy:
    """A marking. Equal policies are interchangeable, so that a node stores each one once.

    Attributes:
        level: the clearance that a reader needs.
        tlp: how far it may be passed on.
        handling: the handling codes; H3 stands exactly where there are conditions.
        conditions: the texts of H3.
        audience: names of distribution lists; a reader is a member of every one. Empty means public.
        nobody: whether the audience reaches nobody, because an empty or unknown list was named.
        purposes: the purposes for which it may be read; None for any.
        originators: the authorities whose consent lifts a restriction. At least one stands wherever
            there is something to lift: a handling code, TLP:AMBER+STRICT or RED, or a review date.
        existence: what those meet who may not read.
        threshold: the smallest count in which it may appear under COUNTABLE.
        review: the date (00:00 UTC) from which only its single originator reads it, until reviewed.
        delete: the date (00:00 UTC) from which nobody reads it.

    Raises:
        PolicyError: for a marking that contradicts itself.
    """

    level: Level = Level.OPEN
    tlp: Tlp = Tlp.CLEAR
    handling: frozenset[Handling] = frozenset()
    conditions: frozenset[str] = frozenset()
    audience: frozenset[str] = frozenset()
    nobody: bool = False
    purposes: frozenset[str] | None = None
    originators: frozenset[str] = frozenset()
    existence: Existence = Existence.INVISIBLE
    threshold: int = 0
    review: date | None = None
    delete: date | None = None

    def __post_init__(self) -> None:
        for name in ("conditions", "audience", "purposes", "originators"):
            _check_texts(name, getattr(self, name) or ())
        for day in (self.review, self.delete):
            _check_day(day)
        if PUBLIC in self.audience:
            raise PolicyError(
                "the public is no distribution list", value=PUBLIC, remedy="Leave the audience empty."
            )
        if (Handling.H3 in self.handling) != bool(self.conditions):
            raise PolicyError(
                "handling code H3 and the texts of its conditions stand together or not at all",
                value=", ".join(sorted(self.conditions)) or Handling.H3.value,
                remedy="Write the conditions in words and set H3, or leave both out.",
            )
        if self.threshold < 0:
            raise PolicyError(
                "a threshold is a count", value=self.threshold, remedy="Use zero or a positive number."
            )
        if not self.originators and (self.review or any(map(self.restricts, Use))):
            raise PolicyError(
                "this marking holds a restriction that no authority could lift",
                value=", ".join(sorted(self.handling)) or (self.review and "review date") or self.tlp.label,
                remedy="Name the authority that marks it among the originators.",
            )

    def restricts(self, use: Use) -> bool:
        """Whether this use needs the consent of the originators (see the table of this module)."""
        if use is Use.ONWARD:
            return Handling.H2 in self.handling or self.tlp >= Tlp.AMBER_STRICT
        return (Handling.H1 if use is Use.COURT else Handling.H3) in self.handling

    def to_json(self) -> dict[str, Json]:
        """The members that differ from an unmarked policy, codes by name, sets as sorted lists."""
        members = {field.name: getattr(self, field.name) for field in fields(self)}
        unmarked = {field.name: field.default for field in fields(self)}
        return {name: _written(value) for name, value in members.items() if value != unmarked[name]}

    @classmethod
    def from_json(cls, value: Json) -> Policy:
        """Read what `to_json` wrote.

        Raises:
            PolicyError: for anything else; an unknown member too, since it may be a restriction.
        """
        if not isinstance(value, dict):
            raise PolicyError("a policy is a JSON object", value=value, remedy="Give its members.")
        return cls(**{name: _read_member(name, item) for name, item in value.items()})

    def digest(self) -> str:
        """SHA-256 of the canonical form in hex, to find an equal policy inside one node.

        Never shown or sent: whoever can guess a policy could confirm the guess.
        """
        return sha256(canonical(self.to_json())).hexdigest()


BOTTOM = Policy(existence=Existence.READABLE)
"""The policy that restricts nothing: neutral under `join`."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """An officer as the read decision knows them, at one moment.

    Attributes:
        officer: the officer's identifier.
        authority: the authority for which the officer acts.
        lists: every distribution list of which the authority is a member at that moment.
        clearance: the highest level that the officer may read.
        roles: the officer's roles.
    """

    officer: str
    authority: str
    lists: frozenset[str]
    clearance: Level
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much a viewer meets, and why.

    Attributes:
        existence: READABLE, or what is left.
        reason: the first rule that applied.
        detail: the value that decided (lists, level, purpose or date), for the author's preview of who
            will read what. It is never shown to a viewer who may not read: it would tell of the marking.
    """

    existence: Existence
    reason: Reason
    detail: str = ""


def join(one: Policy, other: Policy) -> Policy:
    """The strictest of both: who may read the join may read each of the two."""
    return Policy(
        level=max(one.level, other.level),
        tlp=max(one.tlp, other.tlp),
        handling=one.handling | other.handling,
        conditions=one.conditions | other.conditions,
        audience=one.audience | other.audience,
        nobody=one.nobody or other.nobody,
        purposes=_common(one.purposes, other.purposes),
        originators=one.originators | other.originators,
        existence=min(one.existence, other.existence),
        threshold=max(one.threshold, other.threshold),
        review=_earliest(one.review, other.review),
        delete=_earliest(one.delete, other.delete),
    )


def join_all(policies: Iterable[Policy]) -> Policy:
    """The strictest of all; `BOTTOM` for none."""
    return reduce(join, policies, BOTTOM)


def covers(tighter: Policy, looser: Policy) -> bool:
    """Whether the first holds every restriction of the second."""
    return join(tighter, looser) == tighter


def decide(viewer: Viewer, policy: Policy, purpose: str, moment: datetime) -> Verdict:
    """Whether this viewer may read, for this purpose, at this moment. Total, and monotone under `join`.

    A date passes at 00:00 UTC. After the deletion date nobody reads, the author neither. After the
    review date only an originator who stands alone still reads: two would each wait for the other.

    Args:
        viewer: who asks.
        policy: the marking.
        purpose: the stated purpose; empty where none was stated, and then who may not read meets nothing.
        moment: an aware time.

    Raises:
        PolicyError: for a time without a zone.
    """
    check_aware(moment, PolicyError)
    if _passed(policy.delete, moment):
        return Verdict(Existence.INVISIBLE, Reason.DELETED, str(policy.delete))
    if policy.nobody:
        return Verdict(Existence.INVISIBLE, Reason.NOBODY)
    if _passed(policy.review, moment) and policy.originators != {viewer.authority}:
        return Verdict(Existence.INVISIBLE, Reason.REVIEW_DUE, str(policy.review))
    obstacle = _obstacle(viewer, policy, purpose)
    if obstacle is None:
        return Verdict(Existence.READABLE, Reason.READABLE)
    left = min(policy.existence, Existence.HIT) if purpose else Existence.INVISIBLE
    return Verdict(left, *obstacle)


def next_change(policy: Policy, moment: datetime) -> datetime | None:
    """The next time after `moment` at which a verdict on this policy may change; None for never.

    Raises:
        PolicyError: for a time without a zone.
    """
    check_aware(moment, PolicyError)
    changes = [_midnight(day) for day in (policy.review, policy.delete) if day is not None]
    return min((change for change in changes if change > moment), default=None)


def needs_consent(policy: Policy, use: Use, authority: str) -> frozenset[str]:
    """The originators that must consent before this authority may use it so; empty for none.

    An authority needs no consent to its own information.
    """
    return policy.originators - {authority} if policy.restricts(use) else frozenset()


def _obstacle(viewer: Viewer, policy: Policy, purpose: str) -> tuple[Reason, str] | None:
    missing = policy.audience - viewer.lists
    if missing:
        return Reason.OUTSIDE_AUDIENCE, ", ".join(sorted(missing))
    if viewer.clearance < policy.level:
        return Reason.ABOVE_CLEARANCE, policy.level.name
    if policy.purposes is not None and purpose not in policy.purposes:
        return Reason.OTHER_PURPOSE, purpose
    return None


def _common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _passed(day: date | None, moment: datetime) -> bool:
    return day is not None and moment >= _midnight(day)


def _written(value: object) -> Json:
    match value:
        case Level() | Existence():
            return value.name.lower()
        case Tlp():
            return value.label
        case frozenset():
            return sorted(map(str, value))
        case date():
            return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _read_member(name: str, item: Json) -> Any:
    if name not in _READERS:
        raise PolicyError(
            "this node knows no such member of a policy, and it may be a restriction",
            value=name,
            remedy="Upgrade the node, or ask the author for a marking without it.",
        )
    try:
        return _READERS[name](item)
    except (KeyError, TypeError, ValueError) as fault:
        raise PolicyError(
            f"this is no {name} of a policy", value=item, remedy="Give it as `Policy.to_json` writes it."
        ) from fault


def _names(item: Json) -> frozenset[str]:
    if not isinstance(item, list) or not all(isinstance(name, str) for name in item):
        raise TypeError
    return frozenset(item)


def _day(item: Json) -> date:
    if not isinstance(item, str) or date.fromisoformat(item).isoformat() != item:
        raise TypeError
    return date.fromisoformat(item)


def _count(item: Json) -> int:
    if type(item) is not int:
        raise TypeError
    return item


def _truth(item: Json) -> bool:
    if not isinstance(item, bool):
        raise TypeError
    return item


_READERS: dict[str, Callable[[Any], Any]] = {
    "level": {level.name.lower(): level for level in Level}.__getitem__,
    "tlp": {tlp.label: tlp for tlp in Tlp}.__getitem__,
    "handling": lambda item: frozenset(map(Handling, _names(item))),
    "conditions": _names,
    "audience": _names,
    "nobody": _truth,
    "purposes": _names,
    "originators": _names,
    "existence": {existence.name.lower(): existence for existence in Existence}.__getitem__,
    "threshold": _count,
    "review": _day,
    "delete": _day,
}
