"""The one way into the store: signed records and their statements, appended together or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db import connection, transaction

from liaison.kernel.envelope import leaf, sign_batch
from liaison.records import models, revision, rows
from liaison.records.fence import author_scope
from liaison.records.folding import variants
from liaison.records.interning import text_id
from liaison.records.payload import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from liaison.kernel.keys import SigningKey
    from liaison.people.models import Authority

BATCH = 256  # records under one signature: a proof of at most eight hashes
_STATEMENT = (
    "id",
    "subject_id",
    "property_id",
    "value_id",
    "number",
    "link_id",
    "policy_id",
    "record_id",
    "evaluation_id",
    "observed_id",
    "original_id",
)
_RECORD = (
    "id",
    "uuid",
    "author_id",
    "created",
    "policy_id",
    "batch_id",
    "position",
    "leaf",
    "payload",
    "first",
    "count",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record ready to be signed: its id, the number of its policy, its payload."""

    uuid: str
    policy: int
    payload: bytes


@dataclass(slots=True)
class Columns:
    """The statements of some records, column by column, in the order of the records.

    ``record``, ``subject`` and ``link`` are positions in the list of records and in ``subjects``;
    ``value``, ``observed`` and ``original`` are text ids whose texts stand in ``texts``; the others are
    interned numbers. ``words`` are (word, value, property).
    """

    subjects: list[str] = field(default_factory=list)
    record: list[int] = field(default_factory=list)
    subject: list[int] = field(default_factory=list)
    property: list[int] = field(default_factory=list)
    value: list[int] = field(default_factory=list)
    number: list[float | None] = field(default_factory=list)
    link: list[int | None] = field(default_factory=list)
    policy: list[int] = field(default_factory=list)
    evaluation: list[int] = field(default_factory=list)
    observed: list[int | None] = field(default_factory=list)
    original: list[int | None] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    words: set[tuple[str, int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Appended:
    """Where it went: the first record, the first statement, and the number of each subject in order."""

    record: int
    statement: int
    subjects: list[int]


def append_records(
    *,
    author: Authority,
    key: SigningKey,
    created: datetime,
    records: Sequence[Prepared],
    columns: Columns,
) -> Appended:
    """Sign ``records`` and append them with their statements in one transaction.

    Raises:
        RecordError: a text meets another one's number (one in 10^6 at ten million texts).
    """
    with transaction.atomic(savepoint=False), author_scope(author.pk):  # SQLite copies for each savepoint
        revision.advance()
        subjects = _intern_subjects(columns.subjects)
        _intern_texts(columns.texts)
        _index_words(columns.words)
        first_record, first_statement = _next_ids()
        _write_records(author, key, created, records, columns.record, first_record, first_statement)
        _write_statements(columns, subjects, first_record, first_statement)
    return Appended(first_record, first_statement, subjects)


def _next_ids() -> tuple[int, int]:
    last = models.Record.objects.order_by("-pk").values_list("pk", "first", "count").first()
    return (last[0] + 1, last[1] + last[2]) if last else (1, 1)


def _intern_subjects(keys: Sequence[str]) -> list[int]:
    """Return the numbers of ``keys``, storing those that are new in the order given."""
    known = subject_numbers(keys)
    last = models.Subject.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    new = [key for key in dict.fromkeys(keys) if key not in known]
    fresh = list(zip(range(last + 1, last + 1 + len(new)), new, strict=True))
    rows.write(models.Subject, ["id", "key"], fresh)
    known.update((key, number) for number, key in fresh)
    return [known[key] for key in keys]


def subject_numbers(keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those of ``keys`` that are stored."""
    return dict(rows.pairs(models.Subject, "key", "id", keys))


def _intern_texts(texts: dict[int, str]) -> None:
    known = dict(rows.pairs(models.Value, "id", "text", texts))
    for number, text in known.items():
        if texts[number] != text:
            raise RecordError(
                "meets another text's number", value=texts[number], remedy="Change it by a space."
            )
    rows.write(models.Value, ["id", "text"], [(n, t) for n, t in texts.items() if n not in known])


def _index_words(words: set[tuple[str, int, int]]) -> None:
    spelt = {word: text_id(word) for word, _, _ in words}
    rows.write_new(models.Word, ["id", "text"], [(number, word) for word, number in spelt.items()])
    rows.write_new(
        models.WordVariant,
        ["variant", "word_id"],
        [(text_id(v), number) for word, number in spelt.items() for v in variants(word)],
    )
    rows.write_new(
        models.WordValue, ["word_id", "value_id", "property_id"], [(spelt[w], v, p) for w, v, p in words]
    )


def _write_records(  # noqa: PLR0913, PLR0917 - one row's parts
    author: Authority,
    key: SigningKey,
    created: datetime,
    records: Sequence[Prepared],
    owners: Sequence[int],
    first_record: int,
    first_statement: int,
) -> None:
    counts = Counter(owners)
    moment = connection.ops.adapt_datetimefield_value(created)
    start, number, written = first_statement, first_record, []
    for run in _batches(records):
        leaves = [leaf(record.payload) for record in run]
        batch = _write_batch(author, key, leaves)
        for place, (record, digest) in enumerate(zip(run, leaves, strict=True)):
            count = counts.get(number - first_record, 0)
            signed = (number, record.uuid, author.pk, moment, record.policy, batch)
            written.append((*signed, place, digest, record.payload, start, count))
            start, number = start + count, number + 1
    rows.write(models.Record, _RECORD, written)


def _batches(records: Sequence[Prepared]) -> Iterator[Sequence[Prepared]]:
    """Cut into runs of one policy, since the size of a batch tells each reader that there are neighbours."""
    for _, same in groupby(records, key=attrgetter("policy")):
        run = list(same)
        yield from (run[begin : begin + BATCH] for begin in range(0, len(run), BATCH))


def _write_batch(author: Authority, key: SigningKey, leaves: Sequence[bytes]) -> int:
    signed = sign_batch(key, leaves)
    return models.Batch.objects.create(
        author=author, key_id=signed.key_id, size=signed.size, root=signed.root, signature=signed.signature
    ).pk


def _write_statements(columns: Columns, subjects: list[int], first_record: int, first: int) -> None:
    rows.write(
        models.Statement,
        _STATEMENT,
        zip(
            range(first, first + len(columns.record)),
            [subjects[i] for i in columns.subject],
            columns.property,
            columns.value,
            columns.number,
            [None if i is None else subjects[i] for i in columns.link],
            columns.policy,
            [first_record + i for i in columns.record],
            columns.evaluation,
            columns.observed,
            columns.original,
            strict=True,
        ),
    )
