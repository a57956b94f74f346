"""Secrets in files of the node folder, readable by their owner alone."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from liaison.kernel.errors import LiaisonError

LENGTH = 32


class KeyFileError(LiaisonError):
    """A secret file is open to others, or is not what was written there."""


def key_file(file: Path) -> bytes:
    """The 32 bytes in a secret file, which is made at first use with mode 600.

    Raises:
        KeyFileError: others may read the file, or its length is wrong.
    """
    if not file.exists():
        make_key_file(file)
    return read_key_file(file)


def read_key_file(file: Path) -> bytes:
    """The 32 bytes in a secret file that must be there.

    Raises:
        KeyFileError: the file is missing, others may read it, or its length is wrong.
    """
    if not file.exists():
        raise KeyFileError("this secret file is missing", value=str(file), remedy="Restore it from a backup.")
    if file.stat().st_mode & 0o077:
        raise KeyFileError("others may read this secret", value=str(file), remedy=f"Run chmod 600 {file}.")
    secret = file.read_bytes()
    if len(secret) != LENGTH:
        raise KeyFileError(
            f"a secret has {LENGTH} bytes, this file {len(secret)}",
            value=str(file),
            remedy="Restore it from a backup.",
        )
    return secret


def make_key_file(file: Path) -> None:
    """Write a new secret whole or not at all; of two processes at once the first one wins."""
    descriptor, draft = tempfile.mkstemp(dir=file.parent)  # mkstemp gives mode 600
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(secrets.token_bytes(LENGTH))
            os.fsync(opened.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
    finally:
        Path(draft).unlink()
