"""The signed envelope: one signature for a batch of payloads, each of which can be shown alone.

An author signs the root of the Merkle tree over a batch of 1 to N payloads. Each payload then travels,
is verified and is erased by itself, with its path in that tree (docs/decisions/0001). The bytes of the
payload are kept as they came, so members that this version does not know survive.

Two duties of whoever makes batches. Every payload holds at least 128 random bits (a record's id), since
its hash stands in the paths of its neighbours. And all payloads of a batch have the same readers, since
index, size and path tell that there are neighbours.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.kernel.canonical import canonical, parse_canonical
from liaison.kernel.errors import CanonicalError, EnvelopeError
from liaison.kernel.merkle import leaf_hash, root, root_from_inclusion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from liaison.kernel.canonical import Json
    from liaison.kernel.keys import KeyRing, SigningKey, VerifyKey

PAYLOAD_TYPE = "application/vnd.liaison.record+json"
WIRE_LIMIT = 16 * 1024 * 1024
_BATCH = b"liaison batch v1\n"
_SIGNATURE_BYTES = 64
_HASH_BYTES = 32
_LONGEST_PATH = 53  # sizes end at 2^53-1
_KEY_ID_DIGITS = 32
_MEMBERS = {"index", "key", "path", "payload", "signature", "size", "type"}


@dataclass(frozen=True, slots=True)
class BatchSignature:
    """An author's signature over a batch.

    Attributes:
        key_id: the key that signed.
        size: the number of leaves.
        root: the root of their tree, 32 bytes.
        signature: 64 bytes.
    """

    key_id: str
    size: int
    root: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """One payload of a signed batch, with everything that proves it.

    Attributes:
        payload: the canonical JSON of a record, byte for byte as its author made it.
        key_id: the key that signed the batch.
        signature: 64 bytes, the same for the whole batch.
        index: the place of this payload in the batch, from zero.
        size: the number of payloads in the batch.
        path: the hashes from this payload to the root, 32 bytes each.
    """

    payload: bytes
    key_id: str
    signature: bytes
    index: int
    size: int
    path: tuple[bytes, ...]


def leaf(payload: bytes) -> bytes:
    """The leaf of a payload: the RFC 6962 leaf hash of its DSSE v1 pre-authentication encoding."""
    return leaf_hash(
        b"DSSEv1 %d %s %d %s" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)
    )


def sign_batch(key: SigningKey, leaves: Sequence[bytes]) -> BatchSignature:
    """Sign the tree over these leaves (made by `leaf`).

    Raises:
        EnvelopeError: if there are none.
    """
    if not leaves:
        raise EnvelopeError("an empty batch proves nothing", remedy="Sign at least one payload.")
    digest = root(leaves)
    signature = key.sign(_signed_message(len(leaves), digest))
    return BatchSignature(key.verify_key.key_id, len(leaves), digest, signature)


def verify_batch(key: VerifyKey, batch: BatchSignature) -> None:
    """Pass only if this key signed a batch of this size and root.

    Raises:
        VerificationError: if it did not.
    """
    key.verify(batch.signature, _signed_message(batch.size, batch.root))


def to_wire(envelope: Envelope) -> bytes:
    """The one form in which an envelope travels: canonical JSON with base64url without padding."""
    return canonical(
        {
            "index": envelope.index,
            "key": envelope.key_id,
            "path": [_encoded(digest) for digest in envelope.path],
            "payload": _encoded(envelope.payload),
            "signature": _encoded(envelope.signature),
            "size": envelope.size,
            "type": PAYLOAD_TYPE,
        }
    )


def from_wire(wire: bytes, limit: int = WIRE_LIMIT) -> Envelope:
    """Read the form of an envelope; its signature is not looked at.

    Args:
        wire: what `to_wire` made.
        limit: the most bytes to look at.

    Raises:
        EnvelopeError: for anything that is not byte for byte its own canonical form.
    """
    if len(wire) > limit:
        raise EnvelopeError(
            f"an envelope has at most {limit} bytes",
            value=f"{len(wire)} bytes",
            remedy="Send large content as an attachment.",
        )
    try:
        value = parse_canonical(wire)
    except CanonicalError as fault:
        raise _malformed(fault.reason) from fault
    if not isinstance(value, dict) or value.keys() != _MEMBERS:
        raise _malformed("its members are not those of an envelope")
    if value["type"] != PAYLOAD_TYPE:
        raise _malformed("it holds no record")
    return _envelope(value)


def open_envelope(wire: bytes, ring: KeyRing, moment: datetime) -> bytes:
    """The payload, if its author signed it with a key that is valid at this moment.

    Args:
        wire: what `to_wire` made.
        ring: the keys that this node trusts.
        moment: the time of receipt, aware.

    Raises:
        EnvelopeError: if the form is wrong or the payload names no author.
        KeyRingError: if the author has no such key at this moment.
        ProofError: if the path fits no batch of that size.
        VerificationError: if the author did not sign it.
    """
    envelope = from_wire(wire)
    key = ring.find(envelope.key_id, _author(envelope.payload), moment)
    digest = root_from_inclusion(leaf(envelope.payload), envelope.index, envelope.size, envelope.path)
    key.verify(envelope.signature, _signed_message(envelope.size, digest))
    return envelope.payload


def _signed_message(size: int, digest: bytes) -> bytes:
    return _BATCH + size.to_bytes(8) + digest


def _author(payload: bytes) -> str:
    try:
        value = parse_canonical(payload)
    except CanonicalError as fault:
        raise _malformed(f"its payload: {fault.reason}") from fault
    author = value.get("author") if isinstance(value, dict) else None
    if not isinstance(author, str):
        raise _malformed("its payload names no author")
    return author


def _envelope(value: dict[str, Json]) -> Envelope:
    key_id, path = value["key"], value["path"]
    if not isinstance(key_id, str) or len(key_id) != _KEY_ID_DIGITS:
        raise _malformed("its key is no key id")
    if not isinstance(path, list) or len(path) > _LONGEST_PATH:
        raise _malformed("its path is no list of hashes")
    return Envelope(
        payload=_decoded(value["payload"]),
        key_id=key_id,
        signature=_decoded(value["signature"], _SIGNATURE_BYTES),
        index=_natural(value["index"]),
        size=_natural(value["size"]),
        path=tuple(_decoded(digest, _HASH_BYTES) for digest in path),
    )


def _natural(value: Json) -> int:
    if type(value) is not int or value < 0:
        raise _malformed("its index or size is no natural number")
    return value


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: Json, length: int | None = None) -> bytes:
    """Read base64url of which there is one spelling only (RFC 4648 sections 3.5 and 5, no padding)."""
    if not isinstance(text, str) or not text.isascii():
        raise _malformed("a member is no base64url")
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as fault:
        raise _malformed("a member is no base64url") from fault
    if _encoded(raw) != text or len(raw) != (len(raw) if length is None else length):
        raise _malformed("a member is no base64url of the right length in its one spelling")
    return raw


def _malformed(why: str) -> EnvelopeError:
    return EnvelopeError(
        f"this is no envelope ({why})", remedy="Discard it and ask its author to send the record again."
    )
