"""What nothing needs any more once statements were deleted: values, words, subjects, attached files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison.records import attachments
from liaison.records.interning import text_id
from liaison.records.models import Attachment, Draft
from liaison.records.upkeep import changing_store

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.backends.utils import CursorWrapper

GRACE = timedelta(days=1)  # a file that arrives is named by a statement within this time

_STATED = "SELECT 1 FROM records_statement s WHERE"
_PAIRS = f"""
    DELETE FROM records_wordvalue
     WHERE NOT EXISTS ({_STATED} s.value_id = records_wordvalue.value_id
                       AND s.property_id = records_wordvalue.property_id)"""
_WORDS = """
    DELETE FROM records_word WHERE NOT EXISTS (
           SELECT 1 FROM records_wordvalue p WHERE p.word_id = records_word.id)"""
_VARIANTS = """
    DELETE FROM records_wordvariant WHERE NOT EXISTS (
           SELECT 1 FROM records_word w WHERE w.id = records_wordvariant.word_id)"""
_VALUES = f"""
    DELETE FROM records_value
     WHERE NOT EXISTS ({_STATED} s.value_id = records_value.id)
       AND id NOT IN (SELECT observed_id FROM records_statement WHERE observed_id IS NOT NULL)
       AND id NOT IN (SELECT original_id FROM records_statement WHERE original_id IS NOT NULL)
       AND id NOT IN (SELECT value_id FROM records_formerstatement)
       AND id NOT IN (SELECT observed_id FROM records_formerstatement WHERE observed_id IS NOT NULL)
       AND id NOT IN (SELECT original_id FROM records_formerstatement WHERE original_id IS NOT NULL)"""
_SUBJECTS = f"""
    DELETE FROM records_subject
     WHERE NOT EXISTS ({_STATED} s.subject_id = records_subject.id)
       AND NOT EXISTS ({_STATED} s.link_id = records_subject.id)
       AND id NOT IN (SELECT subject_id FROM records_formerstatement)
       AND id NOT IN (SELECT link_id FROM records_formerstatement WHERE link_id IS NOT NULL)"""
_NAMED = """
    SELECT 1 FROM records_statement WHERE value_id = %s
    UNION ALL SELECT 1 FROM records_formerstatement WHERE value_id = %s LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Dropped:
    """How much went."""

    values: int
    subjects: int
    attachments: int


def drop_unused(moment: datetime) -> Dropped:
    """Delete what no statement leads to; each table in a transaction of its own."""
    for words in (_PAIRS, _WORDS, _VARIANTS):
        _delete(words)
    values, subjects = _delete(_VALUES), _delete(_SUBJECTS)
    return Dropped(values, subjects, _drop_attachments(moment))


def _delete(sql: str) -> int:
    with changing_store() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def _drop_attachments(moment: datetime) -> int:
    """Rows first: a file without a row is taken by the next sweep, a row without a file would be a loss."""
    drafted = json.dumps(list(Draft.objects.values_list("body", flat=True)))
    with changing_store() as cursor:
        rows = Attachment.objects.filter(received__lt=moment - GRACE)
        unnamed = [row.pk for row in rows if row.pk not in drafted and not _is_named(cursor, row)]
        Attachment.objects.filter(pk__in=unnamed).delete()
    for digest in unnamed:
        attachments.file_of(digest).unlink(missing_ok=True)
    _drop_stray_files(moment)
    return len(unnamed)


def _is_named(cursor: CursorWrapper, row: Attachment) -> bool:
    value = text_id(f"{row.digest} {row.media_type}")
    cursor.execute(_NAMED, [value, value])
    return cursor.fetchone() is not None


def _drop_stray_files(moment: datetime) -> None:
    known = set(Attachment.objects.values_list("pk", flat=True))
    old = (moment - GRACE).timestamp()
    for file in attachments.folder().rglob("*"):
        if file.is_file() and file.name not in known and file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
