"""Files as they arrive: plain or packed, whole or cut off, in UTF-8 or not.

A file is gone through once before its first row counts, so that what is cut off or garbled at its end is
refused before anything of it has landed.
"""

import bz2
import codecs
import gzip
import hashlib
import lzma
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from liaison.codecs.faults import SheetError

LARGEST = 8 * 1024**3
"""The most bytes of text that a file may unpack to: a small file can unpack to any size."""

_BLOCK = 1 << 20
_OPENERS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.GzipFile,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}
_PACKING = (EOFError, OSError, lzma.LZMAError, zlib.error)
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Excel or an encrypted file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a text document",
    b"\xff\xfe": "a text in UTF-16",
    b"\xfe\xff": "a text in UTF-16",
}


def file_digest(path: Path) -> str:
    """The SHA-256 of a file as it lies there, in hexadecimal.

    Raises:
        SheetError: there is no such file, or it may not be read.
    """
    try:
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise SheetError(
            f"the file cannot be read ({error.strerror})", value=path.name, remedy="Check name and rights."
        ) from error


def open_unpacked(path: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where they are gzip, xz or bzip2."""
    with path.open("rb") as opened:
        start = opened.read(6)
    opener = next((op for magic, op in _OPENERS.items() if start.startswith(magic)), None)
    return opener(path) if opener else path.open("rb")


def check_text(path: Path, fallback: str) -> tuple[str, int]:
    """Go through a text file; return how it is encoded, and how many quotation marks it holds.

    Args:
        path: a file, plain or packed.
        fallback: the encoding to take where the file is not UTF-8; empty to refuse it then.

    Raises:
        SheetError: it is empty, cut off, no text, too large, or in neither encoding.
    """
    misfit, quotes = _misfit(path, "utf-8")
    if misfit is None:
        return "utf-8", quotes
    if fallback:
        misfit, quotes = _misfit(path, fallback)
    if misfit is not None:
        raise _undecodable(path, fallback or "utf-8", *misfit)
    return fallback, quotes


def _misfit(path: Path, encoding: str) -> tuple[tuple[int, int] | None, int]:
    """The first byte that is not of this encoding, with its place from 0; and the number of quotes."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = quotes = 0
    for block in chain(_blocks(path), (b"",)):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return (done - pending + error.start, error.object[error.start]), quotes
        done += len(block)
        quotes += block.count(b'"')
    return None, quotes


def _blocks(path: Path) -> Iterator[bytes]:
    size = 0
    try:
        with open_unpacked(path) as opened:
            while block := opened.read(_BLOCK):
                if not size:
                    _check_start(path, block)
                size += len(block)
                if size > LARGEST:
                    raise SheetError(
                        f"the file unpacks to more than {LARGEST:,} bytes",
                        value=path.name,
                        remedy="Split it into several files.",
                    )
                yield block
    except _PACKING as error:
        raise SheetError(
            f"the file is cut off or damaged ({error})", value=path.name, remedy="Copy or download it again."
        ) from error
    if not size:
        raise SheetError("the file is empty", value=path.name, remedy="Export the table again.")


def _check_start(path: Path, block: bytes) -> None:
    foreign = next((what for magic, what in _FOREIGN.items() if block.startswith(magic)), None)
    if foreign is None and b"\x00" in block:
        foreign = "no text"
    if foreign is not None:
        raise SheetError(
            f"this is {foreign}, not a table", value=path.name, remedy="Save it as XLSX, or as CSV in UTF-8."
        )


def _undecodable(path: Path, encoding: str, place: int, byte: int) -> SheetError:
    return SheetError(
        f"byte {place + 1} of the file, in line {_line_of(path, place)}, is not {encoding}",
        value=f"0x{byte:02X}",
        remedy="Save the file as CSV in UTF-8, or name its encoding in the profile, such as windows-1252.",
    )


def _line_of(path: Path, place: int) -> int:
    """The line in which the byte at ``place`` stands, counted from 1."""
    line, left = 1, place
    for block in _blocks(path):
        line += block[:left].count(b"\n")
        left -= len(block)
        if left <= 0:
            break
    return line
