"""What changes the store: preview, publish, correct, withdraw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import Existence, Level, Verdict, Viewer, covers, decide, join
from liaison.people.selectors import lists_of, signing_key, viewer_of
from liaison.records import audit
from liaison.records.appending import Prepared, append_records
from liaison.records.indexing import columns_of
from liaison.records.interning import intern_policy
from liaison.records.payload import (
    DraftRecord,
    DraftStatement,
    RecordBody,
    RecordError,
    Withdrawal,
    new_key,
    read_payload,
    write_payload,
)
from liaison.records.withdrawing import Standing, apply_withdrawals, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison.kernel.policy import Policy
    from liaison.people.models import Authority, Officer


@dataclass(frozen=True, slots=True)
class Preview:
    """Who will see what: for each statement the verdict for an officer of each authority."""

    rows: tuple[tuple[DraftStatement, dict[str, Verdict]], ...]


def preview_record(
    draft: DraftRecord, *, authorities: Sequence[Authority], moment: datetime | None = None
) -> Preview:
    """Decide each statement of a draft for each authority, as if published now.

    An authority is taken at the highest clearance of its officers here, and for the draft's own purpose:
    the preview says who can come to read, not who will.
    """
    now = moment or datetime.now(UTC)
    readers = {authority.code: _reader(authority, now) for authority in authorities}
    return Preview(
        tuple(
            (
                stated,
                {
                    code: decide(reader, _effective(draft, stated), draft.purpose, now)
                    for code, reader in readers.items()
                },
            )
            for stated in draft.statements
        )
    )


def _reader(authority: Authority, moment: datetime) -> Viewer:
    highest = authority.officers.filter(is_active=True).aggregate(most=Max("clearance"))["most"]
    return Viewer(
        officer="",
        authority=authority.code,
        lists=lists_of(authority, moment),
        clearance=Level.SECRET if highest is None else Level(highest),
        roles=frozenset(),
    )


def _effective(draft: DraftRecord, stated: DraftStatement) -> Policy:
    return draft.policy if stated.policy is None else join(draft.policy, stated.policy)


def publish_record(*, draft: DraftRecord, officer: Officer) -> str:
    """Validate, sign and append ``draft``; return the id of the record.

    Raises:
        RecordError: the draft says nothing, contradicts itself or the ontology, or withdraws what is not
            this authority's.
        ValueFault: a value is none of its property's type.
        KeyRingError: the authority has no key that is valid now.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    _check(draft, officer)
    with transaction.atomic():
        record = append_draft(draft=draft, author=officer.authority, created=now)
        _log(officer, draft, record)
    return record


def append_draft(*, draft: DraftRecord, author: Authority, created: datetime) -> str:
    """Sign and append a checked draft, and carry out what it withdraws."""
    record = new_key()
    payload = write_payload(draft, record=record, created=created)
    body = read_payload(payload)
    prepared = Prepared(record, intern_policy(draft.policy), payload)
    append_records(
        author=author,
        key=signing_key(author, created),
        created=created,
        records=[prepared],
        columns=columns_of([body]),
    )
    apply_withdrawals(body)
    return record


def _check(draft: DraftRecord, officer: Officer) -> None:
    if draft.author != officer.authority.code:
        raise RecordError(
            "is not the authority of this officer", value=draft.author, remedy="Sign for your own authority."
        )
    if not draft.statements and not draft.withdraws:
        raise RecordError("the record says nothing", remedy="State at least one value.")
    for stated in draft.statements:
        _check_statement(draft, stated)


def _check_statement(draft: DraftRecord, stated: DraftStatement) -> None:
    if not 0 <= stated.subject < len(draft.subjects):
        raise RecordError(
            "no such subject in the record", value=stated.subject, remedy="Name the subject first."
        )
    kind = ontology().kind(draft.subjects[stated.subject][1])
    if kind.abstract:
        raise RecordError("is no kind of thing by itself", value=kind.name, remedy="Choose a narrower kind.")
    if kind.person and not stated.category:
        raise RecordError(
            "a statement about a person needs a category of data subject",
            value=stated.property,
            remedy="Choose one: suspect, convicted, victim, witness, contact, professional.",
        )
    if stated.policy is not None and not covers(stated.policy, draft.policy):
        stated.policy = join(stated.policy, draft.policy)


def correct_statement(  # noqa: PLR0913 - what is corrected, to what, why and by whom
    *, statement: str, text: str, original: str | None, reason: str, officer: Officer, purpose: str
) -> str:
    """Publish a record that withdraws a statement and says it anew; return the id of the record.

    The new value carries the marking and the evaluation of the old one.

    Raises:
        RecordError: no statement of this authority that the officer may read has this id.
    """
    draft, old = _withdrawing(statement, reason, officer, purpose)
    draft.statements = [replace(old.stated, text=text, original=original)]
    return publish_record(draft=draft, officer=officer)


def withdraw_statement(*, statement: str, reason: str, officer: Officer, purpose: str) -> str:
    """Publish a record that takes a statement back; return the id of the record.

    Raises:
        RecordError: no statement of this authority that the officer may read has this id.
    """
    return publish_record(draft=_withdrawing(statement, reason, officer, purpose)[0], officer=officer)


def _withdrawing(statement: str, reason: str, officer: Officer, purpose: str) -> tuple[DraftRecord, Standing]:
    """A draft under the very policy of the statement, so that who saw it sees that it is gone.

    What is not there, what another authority said and what the officer may not read are refused in the
    same words.
    """
    now = datetime.now(UTC)
    viewer, old = viewer_of(officer, now), standing(statement)
    if (
        old is None
        or old.author != viewer.authority
        or decide(viewer, old.policy, purpose, now).existence < Existence.READABLE
    ):
        raise RecordError(
            "no statement of your authority that you may read has this number",
            value=statement,
            remedy="If another authority said it, ask that authority to correct it.",
        )
    draft = DraftRecord(
        author=old.author,
        policy=old.policy,
        purpose=old.purpose,
        basis=old.basis,
        subjects=[old.subject],
        withdraws=[Withdrawal(statement, reason)],
    )
    return draft, old


def _log(officer: Officer, draft: DraftRecord, record: str) -> None:
    audit.record_use(
        officer=str(officer),
        authority=draft.author,
        purpose=draft.purpose,
        case="",
        action="publish",
        subject=record,
        count=len(draft.statements),
    )


__all__ = [
    "DraftRecord",
    "DraftStatement",
    "Preview",
    "RecordBody",
    "Withdrawal",
    "correct_statement",
    "preview_record",
    "publish_record",
    "withdraw_statement",
]
