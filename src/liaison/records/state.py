"""How the node stands, in numbers that say nothing of what any record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from liaison.records import audit, projection
from liaison.records.fence import node_scope
from liaison.records.models import Attachment, ImportRun, Record

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class NodeState:
    """Counts of the whole node, for who operates it; moments are None where the log does not know them."""

    records: int
    erased: int
    statements: int
    projected: int
    attachments: int
    attached: int  # bytes
    imports: int
    log_entries: int
    verified: datetime | None
    backed_up: datetime | None

    @property
    def waiting(self) -> int:
        """The statements that the projection does not cover yet: reads assemble them from the rows."""
        return self.statements - self.projected


@node_scope()
def node_state() -> NodeState:
    """Count everything once."""
    held = Record.objects.aggregate(records=Count("pk"), erased=Count("pk", filter=Q(erased__isnull=False)))
    files = Attachment.objects.aggregate(count=Count("pk"), size=Sum("size"))
    newest = next(iter(audit.uses(limit=1)), None)
    return NodeState(
        records=held["records"],
        erased=held["erased"],
        statements=projection.newest(),
        projected=min(projection.watermark(), projection.newest()),
        attachments=files["count"],
        attached=files["size"] or 0,
        imports=ImportRun.objects.count(),
        log_entries=newest.number if newest else 0,
        verified=_last("verify"),
        backed_up=_last("backup"),
    )


def _last(action: str) -> datetime | None:
    return next((use.moment for use in audit.uses(action=action, limit=1)), None)
