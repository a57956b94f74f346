"""Checkpoints of a log: signed texts that anybody can keep, print and compare.

A log that shows two readers two histories needs two signed checkpoints to do it, and either convicts it.
The forms are those of C2SP: signed-note v1, tlog-checkpoint v1, tlog-cosignature v1 with Ed25519 (a
witness states that it saw the log grow consistently), and tlog-proof v1 (one text that proves an entry
without any connection). Key names must fit a note: no spaces, no plus sign.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from liaison.kernel.errors import CheckpointError, ProofError
from liaison.kernel.merkle import verify_inclusion
from liaison.kernel.moments import check_aware

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison.kernel.keys import SigningKey, VerifyKey

MOST_CHARACTERS = 2**18
_SIGNATURE, _COSIGNATURE = 1, 4  # signature types of signed-note
_HASH_BYTES = 32
_KEY_HASH_BYTES = 4
_TIME_BYTES = 8
_LAST_SECOND = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_NOTE = re.compile(r"(.+\n)\n((?:— [^\s+]+ [A-Za-z0-9+/=]+\n)+)", re.DOTALL)
_BODY = re.compile(r"([^\s+]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n((?:[^\n]+\n)*)")
_PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\n(?:extra [A-Za-z0-9+/=]+\n)?index (0|[1-9][0-9]{0,15})\n"
    r"((?:[A-Za-z0-9+/=]+\n)*)\n(.+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log.

    Attributes:
        origin: the unique name of the log, which is the name of its key too.
        size: the number of entries.
        root: the RFC 6962 root over them, 32 bytes.
        extensions: further lines, signed but without meaning here.

    Raises:
        CheckpointError: for what a checkpoint cannot hold.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_name(self.origin)
        if self.size < 0 or len(self.root) != _HASH_BYTES:
            raise _malformed("a size is not negative and a root has 32 bytes")
        if any(not line.isprintable() or not line for line in self.extensions):
            raise _malformed("an extension is one line of printable text")

    def body(self) -> str:
        """The text that is signed: one line each for origin, size, root and every extension."""
        lines = (self.origin, str(self.size), _encoded(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """An entry that was proved to stand in a log.

    Attributes:
        index: its place, from zero.
        checkpoint: the state of the log for which it was proved.
        note: the signed checkpoint as a text, with the cosignatures of witnesses.
    """

    index: int
    checkpoint: Checkpoint
    note: str


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The checkpoint as a signed note."""
    body = checkpoint.body()
    return f"{body}\n{_line(checkpoint.origin, _SIGNATURE, key, key.sign(body.encode()))}"


def open_checkpoint(note: str, origin: str, keys: Iterable[VerifyKey]) -> Checkpoint:
    """The checkpoint in a note that one of these keys signed for this log.

    Args:
        note: what `sign_checkpoint` made, perhaps with cosignatures.
        origin: the log that is expected.
        keys: the keys that are valid for it.

    Raises:
        CheckpointError: if the note is malformed, of another log, or signed by none of the keys.
        VerificationError: if a line claims one of the keys and that key did not sign.
    """
    body, signatures = _opened_note(note)
    checkpoint = _read_body(body)
    if checkpoint.origin != origin:
        raise CheckpointError(
            f"this is a checkpoint of another log than {origin}",
            value=checkpoint.origin,
            remedy="Fetch the checkpoint of the right log.",
        )
    if not [key for key in keys if _verified(origin, key, body, signatures)]:
        raise CheckpointError(
            "no known key signed this checkpoint", value=origin, remedy="Fetch the log's present key first."
        )
    return checkpoint


def cosign(note: str, name: str, key: SigningKey, moment: datetime) -> str:
    """The note with the line of a witness, who has opened it and verified its consistency before.

    Args:
        note: a signed checkpoint.
        name: the name of the witness.
        key: the key of the witness, used for cosignatures only.
        moment: now, an aware time; whole seconds are kept.

    Raises:
        CheckpointError: if the note is malformed, the name does not fit or the time has no zone.
    """
    check_aware(moment, CheckpointError)
    _check_name(name)
    seconds = int(moment.timestamp())
    signature = key.sign(_cosigned(_opened_note(note)[0], seconds))
    return note + _line(name, _COSIGNATURE, key, seconds.to_bytes(_TIME_BYTES) + signature)


def cosignatures(note: str, witnesses: Mapping[str, VerifyKey]) -> dict[str, datetime]:
    """When each of these witnesses saw the log in this state; those who did not sign are left out.

    Raises:
        CheckpointError: if the note or a time in it is malformed.
        VerificationError: if a line claims the key of a witness who did not sign.
    """
    body, signatures = _opened_note(note)
    seen = {}
    for name, raw in signatures:
        key = witnesses.get(name)
        if key is not None and raw[:_KEY_HASH_BYTES] == _key_hash(name, _COSIGNATURE, key):
            seconds = int.from_bytes(raw[_KEY_HASH_BYTES : _KEY_HASH_BYTES + _TIME_BYTES])
            key.verify(raw[_KEY_HASH_BYTES + _TIME_BYTES :], _cosigned(body, seconds))
            seen[name] = _time(seconds)
    return seen


def write_proof(index: int, path: Sequence[bytes], note: str) -> str:
    """One text that proves without a connection that an entry stands in a log (tlog-proof v1)."""
    hashes = "".join(f"{_encoded(digest)}\n" for digest in path)
    return f"c2sp.org/tlog-proof@v1\nindex {index}\n{hashes}\n{note}"


def open_proof(proof: str, leaf: bytes, origin: str, keys: Iterable[VerifyKey]) -> LoggedEntry:
    """The place of an entry in a log.

    Args:
        proof: what `write_proof` made.
        leaf: the leaf hash of the entry.
        origin: the log that is expected.
        keys: the keys that are valid for it.

    Raises:
        CheckpointError: if text or checkpoint are malformed or not signed by one of the keys.
        ProofError: if the entry does not stand at this place in the log.
        VerificationError: as `open_checkpoint`.
    """
    form = _PROOF.fullmatch(proof) if len(proof) <= MOST_CHARACTERS else None
    if form is None:
        raise ProofError(
            "this text is no proof of an entry in a log",
            value=proof[:80],
            remedy="Ask for the file as it was written, without changes to its lines.",
        )
    index, note = int(form[1]), form[3]
    checkpoint = open_checkpoint(note, origin, keys)
    path = [_decoded(line) for line in form[2].split()]
    verify_inclusion(leaf, index, checkpoint.size, path, checkpoint.root)
    return LoggedEntry(index, checkpoint, note)


def _opened_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The body, and for each signature line the name and the bytes after it."""
    form = _NOTE.fullmatch(note) if len(note) <= MOST_CHARACTERS else None
    if form is None or not note.replace("\n", " ").isprintable():
        raise _malformed("it is no note with signatures")
    lines = [line.split(" ") for line in form[2].split("\n")[:-1]]
    return form[1], [(name, _decoded(encoded)) for _, name, encoded in lines]


def _read_body(body: str) -> Checkpoint:
    form = _BODY.fullmatch(body)
    if form is None:
        raise _malformed("its lines are not origin, size and root")
    return Checkpoint(form[1], int(form[2]), _decoded(form[3]), tuple(form[4].split("\n")[:-1]))


def _verified(name: str, key: VerifyKey, body: str, signatures: Iterable[tuple[str, bytes]]) -> bool:
    """Whether this key signed; a line that claims it falsely raises."""
    claimed = (name, _key_hash(name, _SIGNATURE, key))
    claims = [raw for signer, raw in signatures if (signer, raw[:_KEY_HASH_BYTES]) == claimed]
    for raw in claims:
        key.verify(raw[_KEY_HASH_BYTES:], body.encode())
    return bool(claims)


def _time(seconds: int) -> datetime:
    if seconds > _LAST_SECOND:
        raise _malformed("a witness names a time beyond the calendar")
    return datetime.fromtimestamp(seconds, UTC)


def _line(name: str, kind: int, key: SigningKey, signature: bytes) -> str:
    return f"— {name} {_encoded(_key_hash(name, kind, key.verify_key) + signature)}\n"


def _key_hash(name: str, kind: int, key: VerifyKey) -> bytes:
    return sha256(f"{name}\n".encode() + bytes([kind]) + key.raw).digest()[:_KEY_HASH_BYTES]


def _cosigned(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def _encoded(raw: bytes) -> str:
    return b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    try:
        raw = b64decode(text, validate=True)
    except ValueError as fault:
        raise _malformed("a line is no base64") from fault
    if _encoded(raw) != text:
        raise _malformed("a line is base64 in another spelling than its own")
    return raw


def _check_name(name: str) -> None:
    if not name.isprintable() or not _NAME.fullmatch(name):
        raise _malformed(f"{name!a} is no name for a key: one word without plus sign")


def _malformed(why: str) -> CheckpointError:
    return CheckpointError(
        f"this is no checkpoint ({why})", remedy="Fetch it again from the log, without changes to its lines."
    )
