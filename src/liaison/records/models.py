"""The tables of the store.

Statements are rows of small integers: subject, property, value, policy, record and evaluation are interned,
so that a filtered read is an index walk and the policy decision is made once per viewer instead of once per
row (``exchange.md`` section 1.8). Nothing outside this package reads these tables: readers take a ``View``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from liaison.people.models import Authority, Officer

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class RowNumber(models.BigIntegerField):  # type: ignore[type-arg]  # Django's fields take no parameter at run time
    """A primary key that the node gives out itself.

    On SQLite it is the row's own number: any other key would be one more index on the largest tables.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """The type of the column."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Revision(models.Model):
    """One row: how often the store has changed. Who appends holds its lock; caches are keyed by it."""

    number = models.BigIntegerField(default=0)
    erasures = models.BigIntegerField(default=0)  # how often something was deleted: see assembling.recall


class Policy(models.Model):
    """A marking, stored once. ``body`` is the canonical JSON of a ``kernel.policy.Policy``."""

    digest = models.CharField(max_length=64, unique=True)
    body = models.TextField()


class Term(models.Model):
    """A property of the ontology by its id (``Seizure.drug``), or ``kind``."""

    name = models.CharField(max_length=120, unique=True)


class Subject(models.Model):
    """Something that statements are about, known by a random key of 128 bits in hexadecimal."""

    id = RowNumber(primary_key=True)
    key = models.CharField(max_length=32, unique=True)


class Value(models.Model):
    """A canonical text, stored once. The primary key is a keyed 63-bit hash of the text."""

    id = RowNumber(primary_key=True)
    text = models.TextField()


class Evaluation(models.Model):
    """How sure, and of what nature: 4x4 grades, fact or opinion, category of data subject, language."""

    digest = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=1)
    information = models.CharField(max_length=1)
    opinion = models.BooleanField()
    category = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8, blank=True)


class Batch(models.Model):
    """One signature over the Merkle root of 1..N records of one author."""

    author = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)


class Record(models.Model):
    """A signed record. ``payload`` is null once erased; the leaf still proves that it was there.

    Statements of a record have contiguous ids from ``first`` on, in the order of the payload: first one
    ``kind`` statement per subject, then the statements.
    """

    id = RowNumber(primary_key=True)
    uuid = models.CharField(max_length=32, unique=True)
    author = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="records")
    position = models.PositiveIntegerField()
    leaf = models.BinaryField(max_length=32)
    payload = models.BinaryField(null=True)
    first = models.BigIntegerField()
    count = models.PositiveIntegerField()
    erased = models.DateTimeField(null=True)


class StatementRow(models.Model):
    """What current and former statements have in common.

    The numbers of interned rows are plain columns: no constraint is checked for each of a million rows
    that one transaction writes together with what they point at. ``liaison verify`` checks them.
    """

    id = RowNumber(primary_key=True)
    subject_id = models.BigIntegerField()
    property_id = models.BigIntegerField()
    value_id = models.BigIntegerField()
    number = models.FloatField(null=True)
    link_id = models.BigIntegerField(null=True)
    policy_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    evaluation_id = models.BigIntegerField()
    observed_id = models.BigIntegerField(null=True)
    original_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Statement(StatementRow):
    """A statement that stands."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["subject_id", "property_id", "value_id", "policy_id"], name="statement_by_subject"
            ),
            models.Index(
                fields=["value_id", "property_id", "subject_id", "policy_id"], name="statement_by_value"
            ),
            models.Index(
                fields=["property_id", "number", "id", "value_id", "subject_id", "policy_id"],
                name="statement_by_number",
                condition=models.Q(number__isnull=False),
            ),
            models.Index(
                fields=["link_id", "property_id", "subject_id", "policy_id"],
                name="statement_by_link",
                condition=models.Q(link_id__isnull=False),
            ),
        ]


class FormerStatement(StatementRow):
    """A statement that its author corrected or withdrew; kept as history until its policy deletes it."""

    withdrawn_by_id = models.BigIntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_id", "policy_id"], name="former_by_subject")]


class Word(models.Model):
    """A word of a searchable value, folded: lower case, no accents."""

    id = RowNumber(primary_key=True)
    text = models.CharField(max_length=64)


class WordValue(models.Model):
    """The values in which a word stands, and the property that they are values of."""

    pk = models.CompositePrimaryKey("word_id", "value_id", "property_id")
    word_id = models.BigIntegerField()
    value_id = models.BigIntegerField()
    property_id = models.BigIntegerField()


class WordVariant(models.Model):
    """A word with letters left out, by hash: the neighbourhood in which misspellings meet."""

    pk = models.CompositePrimaryKey("variant", "word_id")
    variant = models.BigIntegerField()
    word_id = models.BigIntegerField()


class Segment(models.Model):
    """Statements ``first`` to ``last`` in the columnar projection, a folder of Parquet files."""

    folder = models.CharField(max_length=60, unique=True)
    first = models.BigIntegerField()
    last = models.BigIntegerField()


class Attachment(models.Model):
    """A file kept encrypted in the node folder; named by statements with a document value."""

    digest = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    key = models.BinaryField()
    received = models.DateTimeField()


class Draft(models.Model):
    """A record in the making; seen by its officer only."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    body = models.JSONField()
    changed = models.DateTimeField(auto_now=True)


class ImportRun(models.Model):
    """One import of one file: what came in, what was set aside and where."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    landed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    rejects = models.CharField(max_length=200, blank=True)
