"""The log of every use: who, for what purpose and case, what, how much. Chained by hash, never changed.

It is a SQLite file of its own in the node folder, whatever the database of the records: a reading is logged
before it is answered, and must not wait for an import that holds the lock of the store (decision 0008).
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from liaison.kernel.canonical import canonical, parse
from liaison.kernel.chain import GENESIS, link

FILE = "audit.sqlite3"
_OPEN = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA busy_timeout = 20000;
    CREATE TABLE IF NOT EXISTS entry (
        id INTEGER PRIMARY KEY, moment TEXT NOT NULL, officer TEXT NOT NULL, action TEXT NOT NULL,
        body TEXT NOT NULL, digest BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS entry_by_officer ON entry (officer, id);
    CREATE INDEX IF NOT EXISTS entry_by_action ON entry (action, id);
    CREATE INDEX IF NOT EXISTS entry_by_moment ON entry (moment);
"""
_opened = threading.local()


@dataclass(frozen=True, slots=True)
class Use:
    """One entry as read."""

    number: int
    moment: datetime
    officer: str
    authority: str
    purpose: str
    case: str
    action: str
    subject: str
    count: int


def _file() -> sqlite3.Connection:
    """The log, opened once in each thread."""
    path = Path(settings.LIAISON_NODE) / FILE
    if getattr(_opened, "path", None) != path:
        close()
        _opened.log = sqlite3.connect(path, isolation_level=None)
        _opened.log.executescript(_OPEN)
        _opened.path = path
    log: sqlite3.Connection = _opened.log
    return log


def close() -> None:
    """Close the log in this thread, if it is open."""
    if getattr(_opened, "path", None) is not None:
        _opened.log.close()
        _opened.path = None


def record_use(  # noqa: PLR0913 - the columns of the log
    *, officer: str, authority: str, purpose: str, case: str, action: str, subject: str, count: int
) -> None:
    """Append one use to the log. It stands before the answer leaves."""
    moment = datetime.now(UTC).isoformat()
    body = canonical(
        {
            "moment": moment,
            "officer": officer,
            "authority": authority,
            "purpose": purpose,
            "case": case,
            "action": action,
            "subject": subject,
            "count": count,
        }
    )
    log = _file()
    log.execute("BEGIN IMMEDIATE")  # one writer at a time reads the last link and adds the next
    try:
        newest = log.execute("SELECT id, digest FROM entry ORDER BY id DESC LIMIT 1").fetchone()
        last, previous = newest or (0, GENESIS)
        row = (last + 1, moment, officer, action, body.decode(), link(previous, body))
        log.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
    except BaseException:
        log.execute("ROLLBACK")
        raise
    log.execute("COMMIT")


def uses(  # noqa: PLR0913 - the filters of the page
    *,
    officer: str = "",
    action: str = "",
    about: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[Use, ...]:
    """Return entries of the log, newest first; ``about`` is part of their subject: a key, a kind, words."""
    asked = {
        "officer = ?": officer,
        "action = ?": action,
        "instr(json_extract(body, '$.subject'), ?) > 0": about,
        "moment >= ?": _text(since),
        "moment < ?": _text(until),
    }
    chosen = {test: value for test, value in asked.items() if value}
    where = "".join(f" AND {test}" for test in chosen)
    sql = f"SELECT id, body FROM entry WHERE 1 = 1{where} ORDER BY id DESC LIMIT ? OFFSET ?"
    rows = _file().execute(sql, (*chosen.values(), limit, offset)).fetchall()
    return tuple(_use(number, body) for number, body in rows)


def _text(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def _use(number: int, text: str) -> Use:
    body: Any = parse(text.encode())
    named = {name: body[name] for name in Use.__slots__ if name in body and name != "moment"}
    return Use(number=number, moment=datetime.fromisoformat(body["moment"]), **named)


def length() -> int:
    """Return how many uses the log holds."""
    return int(_file().execute("SELECT count(*) FROM entry").fetchone()[0])


def broken_links() -> list[int]:
    """Return the numbers of the entries that do not follow from the one before: changed, lost or added."""
    broken, previous, expected = [], GENESIS, 1
    for number, moment, officer, action, text, digest in _file().execute("SELECT * FROM entry ORDER BY id"):
        told: Any = {"moment": moment, "officer": officer, "action": action}
        follows = number == expected and link(previous, text.encode()) == digest
        if not follows or not told.items() <= _members(text):
            broken.append(number)
        previous, expected = digest, number + 1
    return broken


def _members(text: str) -> Any:
    body: Any = parse(text.encode())
    return body.items()


def copy_log(target: Path) -> None:
    """Copy the log to ``target`` as it stands at one moment."""
    with closing(sqlite3.connect(target)) as copy:
        _file().backup(copy)
