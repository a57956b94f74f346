"""The marking of a record as a form asks for it, and the policy that it means."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from liaison.kernel.errors import PolicyError
from liaison.kernel.policy import BOTTOM, Existence, Handling, Level, Policy, Tlp, join
from liaison.web.narrowing import Fault

NOBODY = Policy(nobody=True)
"""What a marking that cannot be read counts as."""
_SINGLE = ("basis", "purpose", "level", "tlp", "conditions", "existence", "threshold", "review", "delete")


@dataclass(slots=True)
class Marking:
    """The answers of the second step, as written. `lists` names distribution lists."""

    basis: str = ""
    purpose: str = ""
    level: str = "restricted"
    tlp: str = "amber"
    handling: list[str] = field(default_factory=list)
    conditions: str = ""
    lists: list[str] = field(default_factory=list)
    public: bool = False
    purposes: list[str] = field(default_factory=list)
    existence: str = "invisible"
    threshold: str = "5"
    review: str = ""
    delete: str = ""

    @property
    def reaches_nobody(self) -> bool:
        """Whether no audience is named."""
        return not self.lists and not self.public


def marking_written(sent: QueryDict) -> Marking:
    """The marking of a form as it was sent."""
    return Marking(
        public="public" in sent,
        handling=sent.getlist("handling"),
        lists=sent.getlist("lists"),
        purposes=sent.getlist("purposes"),
        **{name: sent.get(name, "").strip() for name in _SINGLE},
    )


def read_marking(marking: Marking, author: str) -> tuple[Policy, tuple[Fault, ...]]:
    """The policy that a marking means for records of `author`, and what cannot be read.

    With a fault it is the policy that reaches nobody, so that a preview never promises too little.
    """
    faults = tuple(_faults(marking))
    if faults:
        return NOBODY, faults
    try:
        return _policy(marking, author), ()
    except PolicyError as fault:
        return NOBODY, (Fault("handling", _("Handling codes"), str(fault)),)


def _policy(marking: Marking, author: str) -> Policy:
    return Policy(
        level=Level[marking.level.upper()],
        tlp=Tlp[_name(marking.tlp)],
        handling=frozenset(map(Handling, marking.handling)),
        conditions=frozenset({" ".join(marking.conditions.split())} if marking.conditions else ()),
        audience=frozenset(marking.lists),
        nobody=marking.reaches_nobody,
        purposes=frozenset(marking.purposes) if marking.purposes else None,
        originators=frozenset({author}),
        existence=Existence[marking.existence.upper()],
        threshold=int(marking.threshold) if marking.existence == "countable" else 0,
        review=_day(marking.review),
        delete=_day(marking.delete),
    )


def _name(tlp: str) -> str:
    return tlp.upper().replace("+", "_")


def _day(raw: str) -> date | None:
    return date.fromisoformat(raw) if raw else None


def _faults(marking: Marking) -> Iterator[Fault]:
    offered = _("“%(value)s” is not offered here. Choose from the list.")
    for name, label, known in (
        ("level", _("Level"), marking.level.upper() in Level.__members__),
        ("tlp", _("Traffic Light Protocol"), _name(marking.tlp) in Tlp.__members__),
        ("existence", _("Who may not read it"), marking.existence.upper() in Existence.__members__),
        ("handling", _("Handling codes"), set(marking.handling) <= set(Handling)),
    ):
        if not known:
            yield Fault(name, label, offered % {"value": _shown(getattr(marking, name))})
    if marking.public and marking.lists:
        text = _("Public means everybody. Take back the lists, or take back public.")
        yield Fault("public", _("Share with"), text)
    if marking.existence == "countable" and not _is_count(marking.threshold):
        text = _("“%(value)s” is no count. Write a whole number such as 5.") % {"value": marking.threshold}
        yield Fault("threshold", _("Smallest count"), text)
    yield from _day_faults(marking)


def _shown(written: str | list[str]) -> str:
    return written if isinstance(written, str) else ", ".join(written)


def _is_count(raw: str) -> bool:
    return raw.isascii() and raw.isdigit() and 0 < len(raw) < 10  # noqa: PLR2004 - digits of a count


def _day_faults(marking: Marking) -> Iterator[Fault]:
    for name, label in (("review", _("Review on")), ("delete", _("Delete on"))):
        raw = getattr(marking, name)
        try:
            day = _day(raw)
        except ValueError:
            text = _("“%(value)s” is no day. Write it like 2030-12-31.") % {"value": raw}
            yield Fault(name, label, text)
            continue
        if day is not None and day <= datetime.now(UTC).date():
            text = _("%(value)s is not ahead: nobody would read it. Choose a later day.") % {"value": raw}
            yield Fault(name, label, text)


def tighter(held: str, policy: Policy) -> Policy | None:
    """The marking of one field that is held back: `list:<name>` or `level:<name>`; None for no change."""
    what, _colon, name = held.partition(":")
    if what == "list" and name:
        return join(policy, replace(BOTTOM, audience=frozenset({name})))
    if what == "level" and name.upper() in Level.__members__:
        return join(policy, replace(BOTTOM, level=Level[name.upper()]))
    return None
