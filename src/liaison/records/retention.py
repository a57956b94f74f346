"""What the dates of a marking ask for: deletion when its day has come, review before it.

Reading obeys the dates at once, since the read decision does. The sweep is hygiene: it takes what nobody
may read any more off the disk. A record loses its payload with the first of its statements that is deleted,
since the payload holds all of them; its leaf stays and proves that it was there. Each step is one
transaction that can be repeated, so a sweep that was cut off is finished by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from liaison.kernel.policy import Reason, Viewer, decide
from liaison.records import audit, interning, revision
from liaison.records.models import FormerStatement, Record, Statement
from liaison.records.pruning import prune_projection
from liaison.records.rows import table
from liaison.records.sight import fetch, listed
from liaison.records.unused import drop_unused
from liaison.records.upkeep import changing_store

if TYPE_CHECKING:
    from datetime import date, datetime

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
    statements = sum(_delete_statements(model, gone, moment) for model in (Statement, FormerStatement))
    payloads = _erase_payloads(gone, moment)
    dropped = drop_unused(moment)
    segments = prune_projection(gone)
    _overwrite_free_pages()
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
    """Return the numbers of the policies whose deletion date has passed."""
    nobody = Viewer("", "", frozenset(), max(type(p.level) for p in ()) if False else 0, frozenset())
    policies = interning.policies(revision.current())
    return frozenset(n for n, p in policies.items() if decide(nobody, p, "", moment).reason is Reason.DELETED)
