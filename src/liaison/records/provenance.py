"""Who signed a record, with which key, and whether that still proves what it proved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.kernel.envelope import BatchSignature, leaf, verify_batch
from liaison.kernel.errors import VerificationError
from liaison.kernel.merkle import root
from liaison.people.selectors import key_ring
from liaison.records.assembling import author_code
from liaison.records.fence import node_scope
from liaison.records.models import Batch, Record
from liaison.records.upkeep import whole

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature over a record.

    Whether the payload was erased since is not told: that may be for the sake of a hidden statement.
    """

    author: str
    created: datetime
    key_id: str
    fault: str  # why it proves nothing; empty while it holds


_LEAVES = "SELECT leaf FROM records_record WHERE batch_id = %s ORDER BY position"


def signature(uuid: str) -> Signature | None:
    """Return the signature over a record, verified now; None where there is no such record.

    Only for records of which the viewer sees a statement: ask ``View.signature``.
    """
    rows = whole("SELECT id, batch_id FROM records_record WHERE uuid = %s", [uuid])
    if not rows:
        return None
    number, batch = rows[0]
    with node_scope():
        signed, record = Batch.objects.get(pk=batch), Record.objects.get(pk=number)
    return Signature(author_code(signed.author_id), record.created, signed.key_id, _fault(signed, record))


def _fault(batch: Batch, record: Record) -> str:
    leaves = [bytes(row[0]) for row in whole(_LEAVES, [batch.pk])]
    if root(leaves) != bytes(batch.root) or len(leaves) != batch.size:
        return "its batch is not the one that was signed"
    if record.payload is not None and leaf(bytes(record.payload)) != bytes(record.leaf):
        return "it is not what its author signed"
    try:
        key = key_ring().find(batch.key_id, author_code(batch.author_id), record.created)
        verify_batch(key, BatchSignature(batch.key_id, batch.size, bytes(batch.root), bytes(batch.signature)))
    except VerificationError as fault:
        return fault.reason
    return ""
