r"""One archive of everything a node is: database, keys, attached files, profiles; enciphered and checksummed.

::

    "liaison backup 1\n"  salt (16 bytes)  enciphered tar (see `enciphering`)

The key comes from a passphrase by scrypt (RFC 7914), since the archive holds the key of the node itself. The
tar ends with a list of SHA-256 sums. The projection is left out: it is derived and is written anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import connection

from liaison.kernel.errors import LiaisonError
from liaison.records import audit
from liaison.records.enciphering import DecipheringReader, EncipheringWriter
from liaison.records.fence import NODE_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[str], None]  # the file that was just written or read

_MARK = b"liaison backup 1\n"
_SALT = 16
_SQLITE, _POSTGRESQL = "node.sqlite3", "node.dump"
_SUMS = "SHA256SUMS"
_COPIED = {name + suffix for name in ("node.sqlite3", audit.FILE) for suffix in ("", "-wal", "-shm")}
_LEFT_OUT = {"projection", "static", "spool", *_COPIED}
_DERIVED = "records_segment"
SHORTEST = 12  # characters of a passphrase


class BackupError(LiaisonError):
    """An archive that cannot be written or restored."""


def write_backup(*, node: Path, target: Path, passphrase: str, tell: Tell) -> None:
    """Write the archive whole or not at all. The node may be in use meanwhile.

    Raises:
        BackupError: the passphrase is short, there is such a file, or the database cannot be copied.
    """
    if len(passphrase) < SHORTEST:
        raise BackupError(
            f"the passphrase has fewer than {SHORTEST} characters",
            remedy="Choose a longer one and keep it apart.",
        )
    if target.exists():
        raise BackupError("this file is there already", value=target.name, remedy="Name another one.")
    spool = node / "spool"
    spool.mkdir(mode=0o700, exist_ok=True)
    with _draft_of(target) as draft, tempfile.TemporaryDirectory(dir=spool) as place:
        copy, log = _copy_database(Path(place)), Path(place) / audit.FILE
        audit.copy_log(log)
        salt = secrets.token_bytes(_SALT)
        draft.write(_MARK + salt)
        writer = EncipheringWriter(draft, _key(passphrase, salt))
        _write_tar(writer, [(copy.name, copy), (log.name, log), *_files(node)], tell)
        writer.finish()


@contextmanager
def _draft_of(target: Path) -> Iterator[BinaryIO]:
    descriptor, name = tempfile.mkstemp(prefix=target.name, suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as draft:
            yield draft
            draft.flush()
            os.fsync(draft.fileno())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _key(passphrase: str, salt: bytes) -> bytes:
    """About half a second and 128 MB of work for each guess."""
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(passphrase.encode())


def _copy_database(place: Path) -> Path:
    if connection.vendor == "postgresql":
        return _dump(place / _POSTGRESQL)
    copy = place / _SQLITE
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target)
        target.execute(f"DELETE FROM {_DERIVED}")
        target.commit()
    return copy


def _dump(copy: Path) -> Path:
    """The rows come past the fence; ``pg_restore`` fills the tables before it raises the fence again."""
    fenced = "--enable-row-security"
    _run(["pg_dump", "--format=custom", fenced, f"--exclude-table-data={_DERIVED}", f"--file={copy}"])
    return copy


def _run(command: list[str]) -> None:
    """The password goes through the environment, where other users do not see it."""
    asked = connection.settings_dict
    places = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = {name: str(asked[key]) for name, key in places.items() if asked[key]}
    environment["PGOPTIONS"] = NODE_OPTIONS
    try:
        subprocess.run(command, check=True, capture_output=True, env=os.environ | environment)  # noqa: S603 - fixed words
    except FileNotFoundError as fault:
        raise BackupError(
            "this program is missing", value=command[0], remedy="Install the client programs of PostgreSQL."
        ) from fault
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.decode(errors="replace").strip().splitlines()
        raise BackupError(
            said[-1] if said else "failed", value=command[0], remedy="Mend that and repeat."
        ) from fault


def _files(node: Path) -> list[tuple[str, Path]]:
    parts = sorted(part for part in node.iterdir() if part.name not in _LEFT_OUT)
    found = [file for part in parts for file in ([part] if part.is_file() else sorted(part.rglob("*")))]
    return [(str(file.relative_to(node)), file) for file in found if file.is_file()]


def _write_tar(target: EncipheringWriter, files: list[tuple[str, Path]], tell: Tell) -> None:
    sums = {}
    with tarfile.open(mode="w|", fileobj=cast("Any", target)) as tar:
        for name, file in files:
            if (digest := _add(tar, name, file)) is not None:
                sums[name] = digest
                tell(name)
        body = json.dumps(sums).encode()
        entry = tarfile.TarInfo(_SUMS)
        entry.size = len(body)
        tar.addfile(entry, io.BytesIO(body))


def _add(tar: tarfile.TarFile, name: str, file: Path) -> str | None:
    """A file that was swept away since the list was made is left out, as the sweep meant it."""
    try:
        source = file.open("rb")
    except FileNotFoundError:
        return None
    with source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = os.fstat(source.fileno()).st_size, 0o600
        tar.addfile(entry, source)
    return digest


def restore_backup(*, source: Path, node: Path, passphrase: str, tell: Tell) -> None:
    """Make the folder of a node from an archive, whole or not at all; PostgreSQL is filled after it.

    Raises:
        BackupError: the folder or the database holds something, or this is no such archive.
        EncipheredFileError: the passphrase is another one, or the archive was changed or cut.
    """
    if node.exists() and any(node.iterdir()):
        raise BackupError("this folder is not empty", value=node.name, remedy="Restore into a new folder.")
    node.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=node.name, dir=node.parent))  # mkdtemp gives mode 700
    try:
        _read_archive(source, passphrase, place, tell)
        if (dump := place / _POSTGRESQL).exists():
            _fill_postgresql(dump)
            dump.unlink()
        if node.exists():
            node.rmdir()
        place.rename(node)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _read_archive(source: Path, passphrase: str, place: Path, tell: Tell) -> None:
    with source.open("rb") as opened:
        if opened.read(len(_MARK)) != _MARK:
            raise BackupError("this is no backup of a node", value=source.name, remedy="Name the right file.")
        key = _key(passphrase, opened.read(_SALT))
        with (
            io.BufferedReader(DecipheringReader(opened, key)) as plain,
            tarfile.open(mode="r|", fileobj=plain) as tar,
        ):
            _check_sums({member.name: _extract(tar, member, place, tell) for member in tar}, place)


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path, tell: Tell) -> str:
    tar.extract(member, place, filter="data")
    tell(member.name)
    with (place / member.name).open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _check_sums(found: dict[str, str], place: Path) -> None:
    """The last file names the others; a tar that ends before it was cut."""
    listed = place / _SUMS
    del found[_SUMS]
    if json.loads(listed.read_text()) != found:
        raise BackupError("the files in this archive are not those listed", remedy="Use another backup.")
    listed.unlink()


def _fill_postgresql(dump: Path) -> None:
    if connection.vendor != "postgresql":
        raise BackupError(
            "this backup is of a node on PostgreSQL", remedy="Name an empty database in LIAISON_DATABASE."
        )
    if connection.introspection.table_names():
        raise BackupError("the database is not empty", remedy="Restore into a new database.")
    connection.close()
    _run(
        [
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_name()}",
            str(dump),
        ]
    )


def _name() -> str:
    return str(connection.settings_dict["NAME"])
