"""Connection settings of the two databases that a node runs on."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from liaison.kernel.errors import LiaisonError

BUSY_SECONDS = 20
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA cache_size=-32768",  # KiB for each connection
    "PRAGMA mmap_size=2147483648",  # bytes; pages of the file are shared by all workers
    "PRAGMA temp_store=MEMORY",
)


class DatabaseAddressError(LiaisonError):
    """The address of the database cannot be used."""


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for the PostgreSQL at `address`, or for SQLite in the node folder if it is empty."""
    return postgresql(address) if address else sqlite(folder / "node.sqlite3")


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite for many readers and one writer that queues.

    IMMEDIATE takes the write lock where a transaction starts: a lock taken later, after a read,
    cannot be waited for and fails at once.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "; ".join(PRAGMAS),
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """PostgreSQL from `postgresql://user:password@host:port/name?option=value`.

    Raises:
        DatabaseAddressError: another scheme, or no name.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise DatabaseAddressError(
            "this is no address of a PostgreSQL database",
            value=parts.scheme,  # the rest may hold a password
            remedy="Write postgresql://user:password@host:5432/name.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parse_qsl(parts.query) if key != "host"},
    }
