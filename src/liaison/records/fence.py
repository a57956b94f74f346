"""The second fence, on PostgreSQL: row-level security, opened for one query or one work of the node.

The policies of the fenced tables (migration ``0002_fence``) look at three settings, none of which outlives
its transaction:

- ``liaison.readable``: the policies that one View may read, for the length of one query;
- ``liaison.scope``: ``node`` while the node works on the whole store: appending, retention, verification;
- ``liaison.author``: the authority whose rows are being added.

Where nothing is set nothing is seen, changed or added. The fence holds a query that forgot its View; it does
not hold somebody who has the password of the database. SQLite has no such thing, and there it costs nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from liaison.kernel.errors import LiaisonError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

NODE_OPTIONS = "-c liaison.scope=node"
"""``PGOPTIONS`` of the programs that copy the whole database."""

# Statements sent together are one transaction: the setting reaches the query and, reset, nothing after it.
_READABLE = "SELECT set_config('liaison.readable', %s, true)"
_NOTHING = "SELECT set_config('liaison.readable', '', true)"
_ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


class FenceError(LiaisonError):
    """Row-level security would not hold."""


def fetch_fenced(sql: str, parameters: Sequence[Any], *, readable: frozenset[int]) -> list[Any]:
    """Return the rows of one query that meets only rows of the policies in ``readable``."""
    if connection.vendor != "postgresql":
        connection.ensure_connection()  # past Django's cursor, which costs more than a short query
        return list(connection.connection.execute(sql.replace("%s", "?"), parameters))
    numbers = ",".join(str(int(number)) for number in readable) or "-1"  # -1: of no policy
    with connection.cursor() as cursor:
        cursor.execute(f"{_READABLE}; {sql}; {_NOTHING}", [numbers, *parameters])
        cursor.nextset()
        return list(cursor.fetchall())


@contextmanager
def node_scope() -> Iterator[None]:
    """The node's own work on the whole store. Nothing read in here goes into an answer to an officer."""
    with _setting("liaison.scope", "node"):
        yield


@contextmanager
def author_scope(author: int) -> Iterator[None]:
    """``node_scope`` in which rows of one authority, by its primary key, may be added."""
    with node_scope(), _setting("liaison.author", str(author)):
        yield


@contextmanager
def _setting(name: str, value: str) -> Iterator[None]:
    """Set and put back; after a fault the rollback puts back."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [name])
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield
        cursor.execute("SELECT set_config(%s, %s, true)", [name, before])


def check_role(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Refuse a database role that row-level security does not bind; connected to each new connection.

    Raises:
        FenceError: the role is a superuser or has BYPASSRLS.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        role, unbound = cursor.fetchone()
    if unbound:
        connection.close()
        raise FenceError(
            "row-level security does not bind this database role",
            value=role,
            remedy=f"Use a role of its own: CREATE ROLE liaison LOGIN NOSUPERUSER NOBYPASSRLS, not {role}.",
        )
