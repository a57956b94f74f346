"""The log of every use: who, for what purpose and case, what, how much. Chained by hash, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from liaison.kernel.canonical import canonical, parse
from liaison.kernel.chain import GENESIS, link
from liaison.records.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Use:
    """One entry as read."""

    number: int
    moment: datetime
    officer: str
    authority: str
    purpose: str
    case: str
    action: str
    subject: str
    count: int


def record_use(  # noqa: PLR0913 - the columns of the log
    *, officer: str, authority: str, purpose: str, case: str, action: str, subject: str, count: int
) -> None:
    """Append one use to the log. It stands before the answer leaves."""
    moment = datetime.now(UTC)
    body = canonical(
        {
            "moment": moment.isoformat(),
            "officer": officer,
            "authority": authority,
            "purpose": purpose,
            "case": case,
            "action": action,
            "subject": subject,
            "count": count,
        }
    )
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(7305)")  # writers of the chain, one at a time
        cursor.execute("SELECT id, digest FROM records_auditentry ORDER BY id DESC LIMIT 1")
        last, previous = cursor.fetchone() or (0, GENESIS)
        cursor.execute(
            "INSERT INTO records_auditentry (id, moment, body, digest) VALUES (%s, %s, %s, %s)",
            [
                last + 1,
                connection.ops.adapt_datetimefield_value(moment),
                body.decode(),
                link(bytes(previous), body),
            ],
        )


def uses(  # noqa: PLR0913 - the filters of the page
    *,
    officer: str = "",
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[Use, ...]:
    """Return entries of the log, newest first."""
    entries = AuditEntry.objects.order_by("-pk")
    if since is not None:
        entries = entries.filter(moment__gte=since)
    if until is not None:
        entries = entries.filter(moment__lt=until)
    for member, wanted in (("officer", officer), ("action", action)):
        if wanted:
            entries = entries.filter(body__contains=canonical({member: wanted}).decode()[1:-1])
    return tuple(_use(entry) for entry in entries[offset : offset + limit])


def _use(entry: AuditEntry) -> Use:
    body: Any = parse(entry.body.encode())
    named = {name: body[name] for name in Use.__slots__ if name in body and name != "moment"}
    return Use(number=entry.pk, moment=entry.moment, **named)


def broken_links(entries: Sequence[AuditEntry] | None = None) -> list[int]:
    """Return the numbers of the entries that do not follow from the one before: changed, lost or added."""
    broken, previous, expected = [], GENESIS, 1
    for entry in entries if entries is not None else AuditEntry.objects.order_by("pk").iterator():
        if entry.pk != expected or link(previous, entry.body.encode()) != bytes(entry.digest):
            broken.append(entry.pk)
        previous, expected = bytes(entry.digest), entry.pk + 1
    return broken
