"""What a record says, as the canonical JSON that is signed.

::

    {"schema": "liaison-record/1", "id": "<32 hex>", "author": "XN-CDC", "created": "2026-11-21T04:12:00Z",
     "basis": "...", "purpose": "...", "policy": {...},
     "subjects": [{"key": "<32 hex>", "kind": "Seizure"}],
     "statements": [{"subject": 0, "property": "Seizure.drug", "value": "cocaine", ...}],
     "defaults": {"source": "B", "information": "2", ...},      what statements leave out
     "withdraws": [{"statement": "<record>.<n>", "reason": "..."}]}

A statement may add: ``original``, ``observed``, ``source``, ``information``, ``opinion``, ``category``,
``language`` and ``policy`` (tighter than the record's). Members that this version does not know are kept,
since the bytes are. Statement ids are the record's id and a position: subjects first (each is the statement
of its kind), then the statements, so that an id is random without 16 more bytes a statement.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from liaison.kernel.canonical import canonical, parse_canonical
from liaison.kernel.errors import LiaisonError
from liaison.kernel.policy import Policy, join

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "liaison-record/1"
_GRADED = ("source", "information", "opinion", "category", "language", "observed")


class RecordError(LiaisonError):
    """A record that cannot be published or read."""


@dataclass(slots=True)
class DraftStatement:
    """One value that an officer states. ``property`` is an id (``Seizure.drug``), ``text`` is canonical."""

    subject: int
    property: str
    text: str
    original: str | None = None
    observed: str | None = None
    source: str = "X"
    information: str = "4"
    opinion: bool = False
    category: str = ""
    language: str = ""
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement that its author takes back, by id (``<record>.<n>``)."""

    statement: str
    reason: str


@dataclass(slots=True)
class DraftRecord:
    """A record before it is signed. ``subjects`` are (key, kind)."""

    author: str
    policy: Policy
    purpose: str
    basis: str = ""
    subjects: list[tuple[str, str]] = field(default_factory=list)
    statements: list[DraftStatement] = field(default_factory=list)
    withdraws: list[Withdrawal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RecordBody:
    """A record as read from its payload."""

    id: str
    created: datetime
    draft: DraftRecord


def new_key() -> str:
    """Return a random key for a subject or a record: 128 bits in hexadecimal."""
    return secrets.token_hex(16)


def stamp(moment: datetime) -> str:
    """Write a moment as RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def write_payload(draft: DraftRecord, *, record: str, created: datetime) -> bytes:
    """Return the canonical JSON of ``draft`` as record ``record``."""
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "id": record,
        "author": draft.author,
        "created": stamp(created),
        "basis": draft.basis,
        "purpose": draft.purpose,
        "policy": draft.policy.to_json(),
        "subjects": [{"key": key, "kind": kind} for key, kind in draft.subjects],
        "statements": [_statement_json(s) for s in draft.statements],
    }
    if draft.withdraws:
        body["withdraws"] = [{"statement": w.statement, "reason": w.reason} for w in draft.withdraws]
    return canonical(body)


def _statement_json(statement: DraftStatement) -> dict[str, Any]:
    named: dict[str, Any] = {
        "subject": statement.subject,
        "property": statement.property,
        "value": statement.text,
        "source": statement.source,
        "information": statement.information,
    }
    optional = {n: getattr(statement, n) for n in ("original", "observed", "opinion", "category", "language")}
    named.update({name: value for name, value in optional.items() if value})
    if statement.policy is not None:
        named["policy"] = statement.policy.to_json()
    return named


def read_payload(payload: bytes) -> RecordBody:
    """Read a record.

    Raises:
        RecordError: it is not a record of this schema, or a member that must be there is missing.
        CanonicalError: the bytes are not canonical JSON.
    """
    body: Any = parse_canonical(payload)
    try:
        if body["schema"] != SCHEMA:
            raise RecordError(
                "is not a schema this node reads", value=body["schema"], remedy=f"Send {SCHEMA}."
            )
        policy = Policy.from_json(body["policy"])
        draft = DraftRecord(
            author=body["author"],
            policy=policy,
            purpose=body["purpose"],
            basis=body["basis"],
            subjects=[(s["key"], s["kind"]) for s in body["subjects"]],
            statements=list(_statements(body, policy)),
            withdraws=[Withdrawal(w["statement"], w["reason"]) for w in body.get("withdraws", ())],
        )
        return RecordBody(body["id"], datetime.fromisoformat(body["created"]), draft)
    except (KeyError, TypeError, AttributeError) as fault:
        raise RecordError(
            "is missing in the record, or is not of its type", value=str(fault), remedy="See docs/records.md."
        ) from fault


def _statements(body: Any, policy: Policy) -> Iterator[DraftStatement]:
    defaults = {name: body["defaults"][name] for name in _GRADED if name in body.get("defaults", {})}
    known = {f.name for f in fields(DraftStatement)}
    for raw in body["statements"]:
        named = {**defaults, **{k: v for k, v in raw.items() if k in known}, "text": raw["value"]}
        if "policy" in raw:  # may tighten, never loosen: the join is what counts
            named["policy"] = join(policy, Policy.from_json(raw["policy"]))
        yield DraftStatement(**named)
