"""Whether the store is still what its authors signed and its log wrote down, told fault by fault.

Each check reads the whole of its table: the chain of the log, the signatures of batches, the leaves and
statements of records, the texts of values, the projection, the attached files. What was erased by the sweep
is no fault: its leaf stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from liaison.kernel.envelope import BatchSignature, leaf, verify_batch
from liaison.kernel.errors import LiaisonError
from liaison.kernel.merkle import root
from liaison.people.selectors import key_ring
from liaison.records import audit, interning
from liaison.records.assembling import author_code
from liaison.records.attachments import plain
from liaison.records.enciphering import CHUNK
from liaison.records.fence import node_scope
from liaison.records.models import Attachment, Batch, Record, Segment, Value
from liaison.records.payload import read_payload
from liaison.records.projection import folder, newest
from liaison.records.upkeep import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from liaison.kernel.keys import KeyRing
    from liaison.records.payload import RecordBody

    Tell = Callable[[str, int, int], None]  # the check, steps done, steps in all

_SLICE = 2000  # records read at once
_STATEMENTS = """
    SELECT record_id, id, property_id, value_id FROM records_statement WHERE id >= %s AND id < %s
     UNION ALL
    SELECT record_id, id, property_id, value_id FROM records_formerstatement WHERE id >= %s AND id < %s
     ORDER BY 2"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was: where, and what is wrong with it."""

    where: str
    reason: str


def store_faults(tell: Tell) -> Iterator[Fault]:
    """Yield everything that is wrong with the store; nothing for a sound one. ``tell`` hears of progress."""
    with node_scope():
        yield from _log_faults(tell)
        yield from _batch_faults(tell)
        yield from _record_faults(tell)
        yield from _value_faults(tell)
        yield from _projection_faults(tell)
        yield from _attachment_faults(tell)


def _log_faults(tell: Tell) -> Iterator[Fault]:
    tell("log", 0, 1)
    for number in audit.broken_links():
        yield Fault(f"log entry {number}", "does not follow from the entry before it")
    tell("log", 1, 1)


def _batch_faults(tell: Tell) -> Iterator[Fault]:
    ring, total = key_ring(), Batch.objects.count()
    for done, batch in enumerate(Batch.objects.order_by("pk").iterator(), 1):
        if reason := _batch_reason(ring, batch):
            yield Fault(f"batch {batch.pk}", reason)
        tell("signatures", done, total)


def _batch_reason(ring: KeyRing, batch: Batch) -> str:
    rows = list(batch.records.order_by("position").values_list("position", "leaf", "created"))
    if [position for position, _, _ in rows] != list(range(batch.size)):
        return "does not have the records that were signed"
    if root([bytes(digest) for _, digest, _ in rows]) != bytes(batch.root):
        return "has records other than those that were signed"
    try:
        key = ring.find(batch.key_id, author_code(batch.author_id), rows[0][2])
        verify_batch(key, BatchSignature(batch.key_id, batch.size, bytes(batch.root), bytes(batch.signature)))
    except LiaisonError as fault:
        return fault.reason
    return ""


def _record_faults(tell: Tell) -> Iterator[Fault]:
    last, expected, done, total = 0, 1, 0, Record.objects.count()
    while records := list(Record.objects.filter(pk__gt=last).order_by("pk")[:_SLICE]):
        start, end = records[0].first, records[-1].first + records[-1].count
        stored = _stored_statements(start, end)
        for record in records:
            if record.first != expected:
                yield Fault(f"record {record.uuid}", "does not begin where the one before it ends")
            if reason := _record_reason(record, stored.get(record.pk, [])):
                yield Fault(f"record {record.uuid}", reason)
            expected = record.first + record.count
        last, done = records[-1].pk, done + len(records)
        tell("records", done, total)


def _stored_statements(start: int, end: int) -> Mapping[int, list[tuple[int, int, int]]]:
    rows = groupby(whole(_STATEMENTS, [start, end, start, end]), key=lambda row: row[0])
    return {record: [(ident, term, value) for _, ident, term, value in run] for record, run in rows}


def _record_reason(record: Record, stored: list[tuple[int, int, int]]) -> str:
    if record.payload is None:
        return "" if record.erased else "has lost its payload, and no sweep erased it"
    if leaf(bytes(record.payload)) != bytes(record.leaf):
        return "is not what its author signed"
    said = _said(read_payload(bytes(record.payload)), record.first)
    if len(said) != record.count or len(stored) != record.count:
        return f"says {len(said)} statements and has {len(stored)}"
    return "" if said == stored else "has statements other than those it says"


def _said(body: RecordBody, first: int) -> list[tuple[int, int, int]]:
    kinds = [(interning.KIND, kind) for _, kind in body.draft.subjects]
    statements = [(stated.property, stated.text) for stated in body.draft.statements]
    return [
        (number, interning.term_number(name), interning.text_id(text))
        for number, (name, text) in enumerate([*kinds, *statements], first)
    ]


def _value_faults(tell: Tell) -> Iterator[Fault]:
    total = Value.objects.count()
    for done, (number, text) in enumerate(Value.objects.values_list("pk", "text").iterator(), 1):
        if interning.text_id(text) != number:
            yield Fault(f"value {number}", "is not the text that statements mean by it")
        if done % _SLICE == 0 or done == total:
            tell("values", done, total)


def _projection_faults(tell: Tell) -> Iterator[Fault]:
    covered, total = 0, Segment.objects.count()
    for done, segment in enumerate(Segment.objects.order_by("first").iterator(), 1):
        where = f"statements {segment.first} to {segment.last} of the projection"
        if segment.first != covered + 1 or segment.last > newest():
            yield Fault(where, f"do not begin after {covered}, or end after the last statement")
        # What was withdrawn may stand in it or not: it depends on which came first, and readers leave it out.
        projected, standing = _projected(segment), _ids("records_statement", segment)
        if not standing <= projected <= standing | _ids("records_formerstatement", segment):
            yield Fault(where, "are not those of the store")
        covered = segment.last
        tell("projection", done, total)


def _projected(segment: Segment) -> set[int]:
    files = (folder() / segment.folder).glob("*.parquet")
    return {number for file in files for number in pq.read_table(file, columns=["id"])["id"].to_pylist()}


def _ids(name: str, segment: Segment) -> set[int]:
    rows = whole(f"SELECT id FROM {name} WHERE id >= %s AND id <= %s", [segment.first, segment.last])
    return {number for (number,) in rows}


def _attachment_faults(tell: Tell) -> Iterator[Fault]:
    total = Attachment.objects.count()
    for done, row in enumerate(Attachment.objects.order_by("pk").iterator(), 1):
        if reason := _attachment_reason(row):
            yield Fault(f"attached file {row.digest}", reason)
        tell("attached files", done, total)


def _attachment_reason(row: Attachment) -> str:
    digest = hashlib.sha256()
    try:
        with plain(row) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
    except LiaisonError as fault:
        return fault.reason
    return "" if digest.hexdigest() == row.digest else "is not the file that was kept"
