import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.records.enciphering import (
    CHUNK,
    DecipheringReader,
    EncipheredFileError,
    EncipheringWriter,
    deciphered,
)

KEY, OTHER = bytes(32), bytes([1]) * 32
BOX = CHUNK + 16


def enciphered(*pieces: bytes) -> bytes:
    target = io.BytesIO()
    writer = EncipheringWriter(target, KEY)
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    return target.getvalue()


def opened(box: bytes, key: bytes = KEY) -> bytes:
    return b"".join(deciphered(io.BytesIO(box), key))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_every_length_comes_back(size: int) -> None:
    plain = bytes(range(251)) * (size // 251 + 1)
    assert opened(enciphered(plain[:size])) == plain[:size]


@given(st.lists(st.binary(max_size=3000), max_size=8))
def test_how_it_is_written_does_not_matter(pieces: list[bytes]) -> None:
    assert enciphered(*pieces) == enciphered(b"".join(pieces))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(EncipheredFileError, match="chunk 0"):
        opened(enciphered(b"heron"), OTHER)


@pytest.mark.parametrize(
    "change",
    [
        lambda box: box[BOX:] + box[:BOX],  # moved
        lambda box: box[:BOX],  # cut at a chunk
        lambda box: box[:-1],  # cut within one
        lambda box: box[BOX:],  # the beginning left out
        lambda box: box + box[-21:],  # something put behind
        lambda box: box[:100] + bytes([box[100] ^ 1]) + box[101:],
        lambda _: b"",
    ],
)
def test_no_change_goes_unseen(change: object) -> None:
    box = enciphered(bytes(CHUNK) + b"heron")
    with pytest.raises(EncipheredFileError):
        opened(change(box))  # type: ignore[operator]


def test_a_reader_reads_in_any_portions() -> None:
    plain = bytes(range(256)) * 5000
    reader = io.BufferedReader(DecipheringReader(io.BytesIO(enciphered(plain)), KEY))
    assert reader.read(10) + reader.read(CHUNK) + reader.read() == plain
