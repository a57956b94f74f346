"""How often the store has changed: the lock of those who write, the key of what readers remember."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from liaison.records.models import Revision


def current() -> int:
    """Return the number of the store's last change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM records_revision WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def advance() -> None:
    """Count one change. Call it first in a writing transaction: it makes other writers wait."""
    if not Revision.objects.filter(pk=1).update(number=F("number") + 1):
        Revision.objects.create(pk=1, number=1)
