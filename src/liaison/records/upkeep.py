"""Access to the whole store for its upkeep (retention, verification), which answers no reader."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from liaison.records import revision
from liaison.records.fence import node_scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.utils import CursorWrapper


@contextmanager
def changing_store() -> Iterator[CursorWrapper]:
    """A transaction that makes other writers wait and passes the row-level security of PostgreSQL."""
    with transaction.atomic(), node_scope(), connection.cursor() as cursor:
        revision.advance(erasing=True)
        yield cursor


def whole(sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """Read rows of the whole store. On SQLite without a transaction, which would make writers wait."""
    with node_scope(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
