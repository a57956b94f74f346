"""Files that statements name: enciphered in the node folder, opened only through a View.

A file has a key of its own, which stands in the database sealed with the key of the node. Nothing of its
plain text touches the disk. It is found by the SHA-256 of the plain text, which statements carry.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction

from liaison.kernel.errors import LiaisonError
from liaison.people.sealing import open_secret, seal_secret
from liaison.records import revision
from liaison.records.enciphering import CHUNK, DecipheringReader, EncipheringWriter
from liaison.records.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison.records.view import View

LARGEST = 2 * 1024**3  # bytes
DRAFT = ".part"  # the end of the name of a file that is still arriving
# What a browser shows or hands to a program without running anything in it: no HTML, no SVG, no scripts.
MEDIA_TYPES = frozenset(
    {
        "application/pdf",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
        "audio/mpeg",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
        "message/rfc822",
        "text/csv",
        "text/plain",
        "video/mp4",
    }
)


class AttachmentError(LiaisonError):
    """A file that cannot be kept or opened."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as statements name it: the SHA-256 in hexadecimal, the size in bytes."""

    digest: str
    media_type: str
    size: int

    @property
    def text(self) -> str:
        """The canonical text of a document value."""
        return f"{self.digest} {self.media_type}"


def folder() -> Path:
    """The folder of enciphered files, made if it is not there."""
    path = Path(settings.LIAISON_NODE) / "attachments"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def file_of(digest: str) -> Path:
    """Where the file of this digest is kept."""
    return folder() / digest[:2] / digest


def store_attachment(*, stream: BinaryIO, media_type: str) -> Stored:
    """Keep a file; one that is here already is kept once.

    Raises:
        AttachmentError: its type is not among those that are kept, or it is larger than 2 GiB.
    """
    if media_type not in MEDIA_TYPES:
        raise AttachmentError(
            "files of this type are not kept",
            value=media_type,
            remedy="Give one of: " + ", ".join(sorted(MEDIA_TYPES)) + ".",
        )
    key = secrets.token_bytes(32)
    with _draft() as (draft, target):
        digest, size = _encipher(stream, target, key)
        stored = Stored(digest, media_type, size)
        _enter(stored, key, draft)
    return stored


@contextmanager
def _draft() -> Iterator[tuple[Path, BinaryIO]]:
    descriptor, name = tempfile.mkstemp(suffix=DRAFT, dir=folder())  # mkstemp gives mode 600
    try:
        with os.fdopen(descriptor, "wb") as target:
            yield Path(name), target
    finally:
        Path(name).unlink(missing_ok=True)


def _encipher(stream: BinaryIO, target: BinaryIO, key: bytes) -> tuple[str, int]:
    writer, digest, size = EncipheringWriter(target, key), hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise AttachmentError(
                f"a file has at most {LARGEST} bytes", remedy="Split it, or send it by another way."
            )
        digest.update(piece)
        writer.write(piece)
    writer.finish()
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _enter(stored: Stored, key: bytes, draft: Path) -> None:
    """The row and the file under its name come together; the lock keeps a sweep from coming between."""
    with transaction.atomic():
        revision.advance()
        if Attachment.objects.filter(pk=stored.digest).exists():
            return
        Attachment.objects.create(
            digest=stored.digest,
            media_type=stored.media_type,
            size=stored.size,
            key=seal_secret(key, stored.digest),
            received=datetime.now(UTC),
        )
        file = file_of(stored.digest)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        draft.replace(file)


def open_attachment(view: View, digest: str) -> tuple[Stored, BinaryIO] | None:
    """Return a file and its plain text; None both for “not here” and for “not named to this viewer”.

    Raises:
        AttachmentError: the file is lost.
        SealedSecretError: its key does not open with the key of this node.
    """
    row = Attachment.objects.filter(pk=digest).first()
    if row is None or view.document(f"{digest} {row.media_type}") is None:
        return None
    return Stored(digest, row.media_type, row.size), plain(row)


def plain(row: Attachment) -> BinaryIO:
    """The plain text of a file, for readers inside this package only.

    Raises:
        AttachmentError: the file is lost.
        SealedSecretError: its key does not open with the key of this node.
    """
    key = open_secret(bytes(row.key), row.digest)
    try:
        source = file_of(row.digest).open("rb")
    except FileNotFoundError as fault:
        raise AttachmentError(
            "this file is lost from the node folder", value=row.digest, remedy="Restore it from a backup."
        ) from fault
    return io.BufferedReader(DecipheringReader(source, key), CHUNK)
