"""What the dates of a marking ask for: deletion when its day has come, review before it.

Reading obeys the dates at once, since the read decision does. The sweep is hygiene: it takes what nobody
may read any more off the disk. A record loses its payload with the first of its statements that is deleted,
since the payload holds all of them; its leaf stays and proves that it was there. Each step is one
transaction that can be repeated, so a sweep that was cut off is finished by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from django.db import connection

from liaison.records import audit, interning, revision
from liaison.records.models import FormerStatement, Record, Statement
from liaison.records.pruning import prune_projection
from liaison.records.rows import table
from liaison.records.sight import fetch, listed
from liaison.records.unused import drop_unused
from liaison.records.upkeep import changing_store

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from liaison.records.seen import Entity
    from liaison.records.view import View

NODE = "node"  # who acts in the log where no officer does
_SLICE = 20_000  # statements deleted in one transaction


@dataclass(frozen=True, slots=True)
class Swept:
    """How much a sweep took away."""

    statements: int
    payloads: int
    values: int
    subjects: int
    attachments: int
    segments: int


def sweep(*, moment: datetime) -> Swept:
    """Delete what was to be deleted by ``moment``, and what only that needed."""
    gone = expired(moment)
    _overwrite_from_now_on()
    statements = sum(_delete_statements(model, gone, moment) for model in (Statement, FormerStatement))
    payloads = _erase_payloads(gone, moment)
    dropped = drop_unused(moment)
    segments = prune_projection(gone)
    _let_go_of_pages()
    audit.record_use(
        officer=NODE,
        authority="",
        purpose="data-protection",
        case="",
        action="sweep",
        subject=moment.date().isoformat(),
        count=statements,
    )
    return Swept(statements, payloads, dropped.values, dropped.subjects, dropped.attachments, segments)


def expired(moment: datetime) -> frozenset[int]:
    """Return the numbers of the policies whose deletion date has passed: at 00:00 UTC of that day."""
    today = moment.astimezone(UTC).date()
    policies = interning.policies(revision.current().changes)
    return frozenset(n for n, p in policies.items() if p.delete is not None and p.delete <= today)


def _delete_statements(
    model: type[Statement | FormerStatement], gone: frozenset[int], moment: datetime
) -> int:
    deleted, last = 0, 0
    while gone and (rows := _delete_slice(table(model), gone, last, moment)):
        deleted, last = deleted + len(rows), rows[-1][0]
    return deleted


def _delete_slice(name: str, gone: frozenset[int], after: int, moment: datetime) -> list[tuple[int, int]]:
    """Delete the next statements and the payloads that held them; return their (id, record)."""
    chosen = f"FROM {name} WHERE policy_id IN {listed(gone)}"
    with changing_store() as cursor:
        cursor.execute(f"SELECT id, record_id {chosen} AND id > %s ORDER BY id LIMIT {_SLICE}", [after])
        rows: list[tuple[int, int]] = cursor.fetchall()
        if rows:
            cursor.execute(f"DELETE {chosen} AND id > %s AND id <= %s", [after, rows[-1][0]])
            _erase(Record.objects.filter(pk__in={record for _, record in rows}), moment)
    return rows


def _erase_payloads(gone: frozenset[int], moment: datetime) -> int:
    """Erase the payloads that no statement led to: of records that only withdrew something."""
    with changing_store():
        _erase(Record.objects.filter(policy_id__in=gone), moment)
        return Record.objects.filter(erased=moment).count()


def _erase(records: QuerySet[Record], moment: datetime) -> None:
    records.filter(payload__isnull=False).update(payload=None, erased=moment)


def _overwrite_from_now_on() -> None:
    """SQLite leaves deleted rows readable in its file unless this connection asks for zeros."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _let_go_of_pages() -> None:
    """Empty the log that still holds old pages; neither statement works inside a caller's transaction."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM records_statement, records_formerstatement, records_value, records_record")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True, slots=True)
class Due:
    """An entity of which something is due for review, and the day from which others do not read it."""

    entity: Entity
    review: date


def due_for_review(view: View, *, until: date, limit: int = 50) -> tuple[Due, ...]:
    """Return what the viewer's own authority said and must review by ``until``, the most urgent first."""
    days = _review_days(view, until)
    if not days:
        return ()
    day = "CASE s.policy_id " + " ".join(f"WHEN {n} THEN {d.toordinal()}" for n, d in days.items()) + " END"
    rows = fetch(
        view.sight,
        f"SELECT u.key, min({day}) AS due FROM records_statement s"
        " JOIN records_subject u ON u.id = s.subject_id JOIN records_record r ON r.id = s.record_id"
        " JOIN people_authority a ON a.id = r.author_id"
        f" WHERE s.policy_id IN {listed(frozenset(days))} AND a.code = %s"
        f" GROUP BY u.key ORDER BY due, u.key LIMIT {int(limit)}",
        [view.viewer.authority],
    )
    entities = view.entities_of(key for key, _ in rows)
    return tuple(Due(entities[key], date.fromordinal(due)) for key, due in rows if key in entities)


def _review_days(view: View, until: date) -> dict[int, date]:
    policies = interning.policies(view.sight.revision)
    reviews = ((number, policies[number].review) for number in view.sight.readable)
    return {number: day for number, day in reviews if day is not None and day <= until}
