"""Rows written in bulk: ``executemany`` on SQLite, arrays by column on PostgreSQL."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model

_SLICE = 20_000  # rows that one statement carries to PostgreSQL


def table(model: type[Model]) -> str:
    """Return the table of ``model``."""
    return model._meta.db_table  # noqa: SLF001 - Django's documented Meta API


def write(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` with ``columns`` into the table of ``model``; all are new."""
    if connection.vendor == "postgresql":
        _unnest(model, columns, rows, "")
    else:
        _insert(f"INSERT INTO {_into(model, columns)}", columns, rows)


def write_new(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert those of ``rows`` whose key is not there yet."""
    if connection.vendor == "postgresql":
        _unnest(model, columns, rows, "ON CONFLICT DO NOTHING")
    else:
        _insert(f"INSERT OR IGNORE INTO {_into(model, columns)}", columns, rows)


def pairs(model: type[Model], key: str, partner: str, wanted: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return (key, partner) of the rows whose column ``key`` is among ``wanted``, however many they are."""
    listed = list(wanted)
    select = f"SELECT {key}, {partner} FROM {table(model)} WHERE {key}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{select} = ANY(%s::{_type(model, key)}[])", [listed])
        else:
            cursor.execute(f"{select} IN (SELECT value FROM json_each(%s))", [json.dumps(listed)])
        return list(cursor.fetchall())


def _into(model: type[Model], columns: Sequence[str]) -> str:
    return f"{table(model)} ({', '.join(columns)})"


def _insert(into: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Go past Django's cursor, which would translate the placeholders of each of a million rows."""
    connection.ensure_connection()
    connection.connection.executemany(f"{into} VALUES ({', '.join('?' * len(columns))})", rows)


def _unnest(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]], conflict: str) -> None:
    """Send each column as one binary array; ``COPY`` is faster and refused where rows are fenced."""
    from psycopg import Cursor

    arrays = ", ".join(f"%b::{_type(model, name)}[]" for name in columns)
    statement = f"INSERT INTO {_into(model, columns)} SELECT * FROM unnest({arrays}) {conflict}"
    connection.ensure_connection()
    remaining = iter(rows)
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        while part := list(islice(remaining, _SLICE)):
            cursor.execute(statement, [list(column) for column in zip(*part, strict=True)])


def _type(model: type[Model], column: str) -> str:
    """The type of a column without its length, which a cast would cut to and the insert checks."""
    named = model._meta.get_field(column).db_type(connection) or ""  # noqa: SLF001 - Django's Meta API
    return named.partition("(")[0]
