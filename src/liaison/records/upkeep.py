"""Access to the whole store for its upkeep (retention, verification), which answers no reader."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from liaison.records import revision
from liaison.records.models import Policy
from liaison.records.sight import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.utils import CursorWrapper


@contextmanager
def changing_store() -> Iterator[CursorWrapper]:
    """A transaction that makes other writers wait and passes the row-level security of PostgreSQL."""
    with transaction.atomic(), connection.cursor() as cursor:
        revision.advance()
        _lift_fence(cursor)
        yield cursor


def whole(sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """Read rows of the whole store. On SQLite without a transaction, which would make writers wait."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()
    with transaction.atomic(), connection.cursor() as cursor:
        _lift_fence(cursor)
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _lift_fence(cursor: CursorWrapper) -> None:
    if connection.vendor == "postgresql":
        every = frozenset(Policy.objects.values_list("pk", flat=True))
        cursor.execute("SELECT set_config('liaison.readable', %s, true)", [listed(every)[1:-1]])
