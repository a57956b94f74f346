"""Statements that their author takes back: from the statements that stand to those that stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from liaison.catalogue.ontology import ontology
from liaison.records import interning, rows
from liaison.records.fence import author_scope, node_scope
from liaison.records.indexing import sorting_day
from liaison.records.models import FormerStatement, Record, Statement, Value
from liaison.records.payload import DraftStatement, RecordBody, RecordError, Withdrawal, read_payload

if TYPE_CHECKING:
    from liaison.kernel.policy import Policy

_COLUMNS = (
    "id, subject_id, property_id, value_id, number, link_id, policy_id, record_id, evaluation_id,"
    " observed_id, original_id"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement that stands, with what its record said around it."""

    row: int
    author: str
    basis: str
    purpose: str
    policy: Policy
    subject: tuple[str, str]
    stated: DraftStatement


@node_scope()
def standing(statement: str) -> Standing | None:
    """Return the statement ``<record>.<n>``, about subject 0 of a record to come; None if none stands."""
    row, record = _row(statement)
    if row is None or record is None or record.payload is None:
        return None
    body = read_payload(bytes(record.payload))
    stated = body.draft.statements[row.pk - record.first - len(body.draft.subjects)]
    key, kind = body.draft.subjects[stated.subject]
    stated.subject = 0
    policy = stated.policy or body.draft.policy
    stated.policy = None
    return Standing(
        row.pk, body.draft.author, body.draft.basis, body.draft.purpose, policy, (key, kind), stated
    )


def _row(statement: str) -> tuple[Statement | None, Record | None]:
    uuid, _, ordinal = statement.partition(".")
    record = Record.objects.filter(uuid=uuid).first()
    if record is None or not ordinal.isdecimal():
        return None, None
    row = Statement.objects.filter(pk=record.first + int(ordinal), record_id=record.pk).first()
    if row is not None and row.property_id == interning.term_number(interning.KIND):
        return None, record  # what a thing is goes with the record
    return row, record


def apply_withdrawals(body: RecordBody) -> None:
    """Move what ``body`` withdraws to the former statements.

    Raises:
        RecordError: it withdraws what another authority said.
    """
    with node_scope():
        record = Record.objects.get(uuid=body.id)
    with author_scope(record.author_id):
        for withdrawal in body.draft.withdraws:
            _apply(withdrawal, record)


def _apply(withdrawal: Withdrawal, record: Record) -> None:
    row, source = _row(withdrawal.statement)
    if row is None or source is None or source.author_id != record.author_id:
        raise RecordError(
            "is no standing statement of the authority that withdraws it",
            value=withdrawal.statement,
            remedy="An authority takes back only what it said itself.",
        )
    _move(row.pk, record.pk, withdrawal.reason)
    _resort(row, source)


def _move(statement: int, record: int, reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {rows.table(FormerStatement)} ({_COLUMNS}, withdrawn_by_id, reason)"
            f" SELECT {_COLUMNS}, %s, %s FROM {rows.table(Statement)} WHERE id = %s",
            [record, reason, statement],
        )
        cursor.execute(f"DELETE FROM {rows.table(Statement)} WHERE id = %s", [statement])


def _resort(row: Statement, source: Record) -> None:
    """If the leading date went, let the kind statement of the same record sort by what still stands."""
    name = interning.term_name(row.property_id)
    kind_term = interning.term_number(interning.KIND)
    same = Statement.objects.filter(record_id=row.record_id, subject_id=row.subject_id)
    kind_row = same.filter(property_id=kind_term).first()
    if kind_row is None:
        return
    kind = Value.objects.get(pk=kind_row.value_id).text
    if name.rpartition(".")[2] != ontology().kind(kind).date:
        return
    left = same.filter(property_id=row.property_id, policy_id=kind_row.policy_id).order_by("pk").first()
    number = sorting_day(kind, left.number if left else None, source.created)
    same.filter(pk=kind_row.pk).update(number=number)
