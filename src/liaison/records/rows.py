"""Rows written in bulk: many in one insert on SQLite, arrays by column on PostgreSQL."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.db.models import Model

_SLICE = 20_000  # rows that one statement carries to PostgreSQL
_TOGETHER = 100  # rows that one statement carries to SQLite: each statement costs as much as a row
_BULK = {
    "cache_size": -262_144,  # KiB: the pages of the indexes into which rows fall everywhere
    "mmap_size": 0,  # every page that is written would stay in the memory of this process
    "wal_autocheckpoint": 65_536,  # pages: the same ones need not be copied after each chunk
}


def table(model: type[Model]) -> str:
    """Return the table of ``model``."""
    return model._meta.db_table  # noqa: SLF001 - Django's documented Meta API


@contextmanager
def writing_much() -> Iterator[None]:
    """Set SQLite up for the length of an import: large transactions, one after the other."""
    if connection.vendor == "postgresql":
        yield
        return
    before = {name: _pragma(name) for name in _BULK}
    _set_pragmas(_BULK)
    try:
        yield
    finally:
        _set_pragmas(before)


def write(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows`` with ``columns`` into the table of ``model``; all are new."""
    if connection.vendor == "postgresql":
        _unnest(model, columns, rows, "")
    else:
        _insert(f"INSERT OR FAIL INTO {_into(model, columns)}", columns, rows)


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
    """Go past Django's cursor, which would translate the placeholders of each of a million rows.

    ``FAIL`` and ``IGNORE`` take nothing back by themselves, which is left to the transaction: for a statement
    of many rows SQLite would else copy each page that it touches, again with each statement.
    """
    connection.ensure_connection()
    row = f"({', '.join('?' * len(columns))})"
    listed = list(rows)
    whole = len(listed) - len(listed) % _TOGETHER
    cells = chain.from_iterable(listed[:whole])
    packs = zip(*[cells] * (_TOGETHER * len(columns)), strict=True)
    connection.connection.executemany(f"{into} VALUES {', '.join([row] * _TOGETHER)}", packs)
    connection.connection.executemany(f"{into} VALUES {row}", listed[whole:])


def _pragma(name: str) -> int | None:
    """The value of a setting; None for one that a database in memory has not."""
    with connection.cursor() as cursor:
        found = cursor.execute(f"PRAGMA {name}").fetchone()
    return found and int(found[0])


def _set_pragmas(pragmas: Mapping[str, int | None]) -> None:
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            if value is not None:
                cursor.execute(f"PRAGMA {name}={value}")


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
