"""Rows written in bulk: ``executemany`` on SQLite, ``COPY`` on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model


def table(model: type[Model]) -> str:
    """Return the table of ``model``."""
    return model._meta.db_table  # noqa: SLF001 - Django's documented Meta API


def write(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` with ``columns`` into the table of ``model``; all are new."""
    if connection.vendor == "postgresql":
        _copy(table(model), columns, rows)
    else:
        _insert(f"INSERT INTO {_into(table(model), columns)}", rows)


def write_new(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert those of ``rows`` whose key is not there yet."""
    if connection.vendor == "postgresql":
        into = _into(table(model), columns).replace("?", "%s")
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {into} ON CONFLICT DO NOTHING", list(rows))
    else:
        _insert(f"INSERT OR IGNORE INTO {_into(table(model), columns)}", rows)


def _into(name: str, columns: Sequence[str]) -> str:
    return f"{name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _insert(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Go past Django's cursor, which would translate the placeholders of each of a million rows."""
    connection.ensure_connection()
    connection.connection.executemany(statement, rows)


def _copy(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
