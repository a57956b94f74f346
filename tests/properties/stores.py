"""Random stores: what three authorities publish, tighten, correct, withdraw and join."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from tests.records.makers import PURPOSE, Region, marking, publish

from liaison.kernel.policy import Existence, Level, Policy
from liaison.people.models import Officer
from liaison.records.fence import node_scope
from liaison.records.interning import term_name
from liaison.records.models import Record, Statement, Value
from liaison.records.payload import RecordError
from liaison.records.services import correct_statement, withdraw_statement

VALUES = {
    "Vessel": {
        "Thing.name": ["Azul", "Luna Mora", "Azula", "Corriente Azul"],
        "Vessel.imo": ["9074729", "9395044"],
        "Vessel.flag": ["XV", "XI", "?"],
    },
    "Seizure": {
        "Seizure.date": ["2026-03-01", "2025-11", "2024"],
        "Seizure.drug": ["cocaine", "heroin", "?"],
        "Seizure.place": ["Harrow", "Port of Azul"],
        "Seizure.quantity": ["12 kg", "400 g"],
    },
    "Person": {"Thing.name": ["Ilo Mora", "Oru Azul"], "Thing.note": ["seen with Luna"]},
}
AUDIENCES = st.sampled_from([(), ("pair",), ("group",), ("only:own",), ("group", "only:own")])


@dataclass(frozen=True)
class Said:
    """One record to publish."""

    author: int
    kind: str
    values: tuple[tuple[str, str], ...]
    audience: tuple[str, ...]
    level: Level
    existence: Existence
    purposes: frozenset[str] | None
    gone: bool
    tightened: int
    about: int
    same_as: int
    then: str


@st.composite
def said(draw: st.DrawFn) -> Said:
    kind = draw(st.sampled_from(sorted(VALUES)))
    names = draw(st.lists(st.sampled_from(sorted(VALUES[kind])), min_size=1, unique=True))
    return Said(
        author=draw(st.integers(0, 2)),
        kind=kind,
        values=tuple((name, draw(st.sampled_from(VALUES[kind][name]))) for name in names),
        audience=draw(AUDIENCES),
        level=draw(st.sampled_from([Level.OPEN, Level.LIMITED, Level.SECRET])),
        existence=draw(st.sampled_from([Existence.INVISIBLE, Existence.INVISIBLE, Existence.HIT])),
        purposes=draw(st.sampled_from([None, None, frozenset({"customs-control"})])),
        gone=draw(st.integers(0, 9)) == 0,
        tightened=draw(st.integers(-3, 2)),
        about=draw(st.integers(-4, 5)),
        same_as=draw(st.integers(-6, 5)),
        then=draw(st.sampled_from(["", "", "", "correct", "withdraw"])),
    )


def utter(region: Region, keys: list[tuple[str, str]], one: Said) -> None:
    """Publish `one`; `keys` are the subjects so far with their kinds, and grow."""
    officer = (region.north, region.south, region.east)[one.author]
    policy = _policy(officer, one)
    values = dict(one.values)
    same_kind = [key for key, kind in keys if kind == one.kind]
    if same_kind and one.same_as >= 0:
        values["Thing.sameAs"] = same_kind[one.same_as % len(same_kind)]
    about = same_kind[one.about % len(same_kind)] if same_kind and one.about >= 0 else None
    tighter = {}
    if one.tightened >= 0:
        own = marking(officer, *policy.audience, f"only:{officer.authority.code}", level=policy.level)
        tighter[list(values)[one.tightened % len(values)]] = own
    category = "suspect" if one.kind == "Person" else ""
    key, record = publish(
        officer, one.kind, values, policy=policy, key=about, tighter=tighter, category=category
    )
    if about is None:
        keys.append((key, one.kind))
    with suppress(RecordError):  # an author who may not read it, now and for this, may not take it back
        _afterwards(officer, record, one.then)


def _policy(officer: Officer, one: Said) -> Policy:
    lists = [name.replace("own", officer.authority.code) for name in one.audience]
    return marking(
        officer,
        *lists,
        level=one.level,
        existence=one.existence,
        purposes=one.purposes,
        delete=date(2026, 1, 1) if one.gone else None,
    )


@node_scope()
def _afterwards(officer: Officer, record: str, then: str) -> None:
    row = Record.objects.get(uuid=record)
    statement = f"{record}.{row.count - 1}"
    text = Statement.objects.filter(pk=row.first + row.count - 1).values_list("value_id", flat=True)
    if not then or not text or row.policy.body.count("2026-01-01"):
        return
    if then == "withdraw":
        withdraw_statement(statement=statement, reason="taken back", officer=officer, purpose=PURPOSE)
    else:
        correct_statement(
            statement=statement,
            text=_other(row.first + row.count - 1),
            original=None,
            reason="mended",
            officer=officer,
            purpose=PURPOSE,
        )


def _other(number: int) -> str:
    row = Statement.objects.get(pk=number)
    term, text = term_name(row.property_id), Value.objects.get(pk=row.value_id).text
    for values in VALUES.values():
        if term in values:
            return next((v for v in values[term] if v != text), text)
    return text
