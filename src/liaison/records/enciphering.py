"""Files of any size under AES-256-GCM, one chunk at a time, so that a large one needs little memory.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár: “Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance”, 2015, section 7): the nonce of a chunk is its number and whether it is the
last, so that no chunk can be moved, left out or cut off. A key serves one file.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from liaison.kernel.errors import LiaisonError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 20  # bytes of plain text
_TAG = 16


class EncipheredFileError(LiaisonError):
    """A file that does not open with its key, or was changed or cut."""


class EncipheringWriter:
    """Writes what it is given, enciphered, to a file that it does not close.

    Args:
        target: where the cipher text goes.
        key: 32 random bytes that serve this file alone.
    """

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        self._target = target
        self._cipher = AESGCM(key)
        self._held = bytearray()
        self._number = 0

    def write(self, plain: bytes) -> int:
        """Take some more bytes. One chunk stays behind, since it may be the last."""
        self._held += plain
        while len(self._held) > CHUNK:
            self._emit(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(plain)

    def finish(self) -> None:
        """Write the last chunk, without which the file does not open."""
        self._emit(bytes(self._held), last=True)
        self._held.clear()

    def _emit(self, plain: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, None))
        self._number += 1


def deciphered(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Yield the plain text of an enciphered file, each chunk after it was authenticated.

    Raises:
        EncipheredFileError: the key is another one, or the file was changed or cut.
    """
    cipher, number = AESGCM(key), 0
    chunk = source.read(CHUNK + _TAG)
    while True:
        following = source.read(CHUNK + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, None)
        except (InvalidTag, ValueError) as fault:
            raise EncipheredFileError(
                "does not open from here on: another key, or the file was changed or cut",
                value=f"chunk {number}",
                remedy="Check the passphrase, or take the file from a backup.",
            ) from fault
        if not following:
            return
        chunk, number = following, number + 1


class DecipheringReader(io.RawIOBase):
    """An enciphered file as a readable stream of its plain text; closing it closes the file."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._source = source
        self._chunks = deciphered(source, key)
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what io.BufferedReader hands over
        """Fill the buffer as far as the present chunk reaches; 0 at the end.

        Raises:
            EncipheredFileError: see `deciphered`.
        """
        if not self._held:
            self._held = memoryview(next(self._chunks, b""))
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def close(self) -> None:
        """Close the file underneath too."""
        self._source.close()
        super().close()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
