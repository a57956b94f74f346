"""Sealing: a payload that up to 64 recipients can open and nobody who carries it can.

A random content key encrypts the payload (ChaCha20-Poly1305, RFC 8439) and is itself sealed to each
recipient with HPKE in base mode (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305). The layout:

    magic | count | commitment to the content key | count x (key id | sealed content key) | ciphertext

Every sealed content key is bound to the context, the commitment and the whole list of recipients; the
ciphertext is bound to everything before it. The commitment makes sure that all recipients read the same
payload. A seal does not say who made it: what is sealed is a signed envelope. It hides neither the
number of its recipients, nor their key ids, nor the length of the payload.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from liaison.kernel.errors import SealError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_RECIPIENTS = 64
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_MAGIC = b"liaison seal v1\n"
_COMMITMENT = b"liaison seal content key v1\n"
_KEY_BYTES = 32
_ID_BYTES = 16
_SLOT_BYTES = _ID_BYTES + 32 + _KEY_BYTES + 16  # key id, encapsulated key, content key, tag
_FIXED_BYTES = len(_MAGIC) + 1 + 32
_NONCE = bytes(12)  # a content key encrypts one payload only


@dataclass(frozen=True, slots=True)
class RecipientKey:
    """A public X25519 key (RFC 7748): 32 bytes.

    Raises:
        SealError: for another length.
    """

    raw: bytes

    def __post_init__(self) -> None:
        _check_length("a recipient's key", self.raw)

    @property
    def key_id(self) -> str:
        """The first 32 hex digits of the SHA-256 of the key."""
        return sha256(self.raw).hexdigest()[: 2 * _ID_BYTES]


class ExchangeKey:
    """A private X25519 key, which opens what was sealed to its `recipient_key`."""

    __slots__ = ("_private", "recipient_key")

    def __init__(self, private: X25519PrivateKey) -> None:
        self._private = private
        self.recipient_key = RecipientKey(private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> ExchangeKey:
        """A new random key."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> ExchangeKey:
        """The key of 32 secret bytes.

        Raises:
            SealError: for another length.
        """
        _check_length("a seed", seed)
        return cls(X25519PrivateKey.from_private_bytes(seed))

    def seed(self) -> bytes:
        """The 32 secret bytes, for encrypted storage only."""
        return self._private.private_bytes_raw()

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """What HPKE sealed to this key alone.

        Raises:
            SealError: if it was sealed to another key or for another `info`, or was changed.
        """
        try:
            return SUITE.decrypt(sealed, self._private, info)
        except InvalidTag as fault:
            raise _unopened() from fault


def seal(payload: bytes, recipients: Sequence[RecipientKey], context: bytes) -> bytes:
    """Seal a payload to its recipients.

    Args:
        payload: what to hide.
        recipients: 1 to 64 different keys.
        context: what both sides know and must agree on, such as feed and sequence; it is not sent.

    Raises:
        SealError: for another number of recipients, one named twice, or a key that is no point to share with.
    """
    _check_recipients(recipients)
    content_key = secrets.token_bytes(_KEY_BYTES)
    commitment = sha256(_COMMITMENT + content_key).digest()
    ids = [bytes.fromhex(recipient.key_id) for recipient in recipients]
    bound = _bound(commitment, ids, context)
    slots = [
        key_id + _sealed_key(content_key, recipient, bound)
        for key_id, recipient in zip(ids, recipients, strict=True)
    ]
    header = _MAGIC + len(slots).to_bytes() + commitment + b"".join(slots)
    return header + ChaCha20Poly1305(content_key).encrypt(_NONCE, payload, header + bound)


def open_sealed(sealed: bytes, key: ExchangeKey, context: bytes) -> bytes:
    """The payload, if it was sealed to this key for this context and nothing of it was changed.

    Raises:
        SealError: if not.
    """
    header, commitment, slots = _layout(sealed)
    bound = _bound(commitment, list(slots), context)
    slot = slots.get(bytes.fromhex(key.recipient_key.key_id))
    if slot is None:
        raise SealError(
            "this was not sealed to this key",
            value=key.recipient_key.key_id,
            remedy="Ask the sender to seal it to the key that your authority announces today.",
        )
    content_key = key.open(slot, bound)
    if sha256(_COMMITMENT + content_key).digest() != commitment:
        raise _unopened()
    try:
        return ChaCha20Poly1305(content_key).decrypt(_NONCE, sealed[len(header) :], header + bound)
    except InvalidTag as fault:
        raise _unopened() from fault


def _bound(commitment: bytes, ids: Sequence[bytes], context: bytes) -> bytes:
    """The hash of everything that all recipients of one seal have in common, in fields of fixed length."""
    count = len(ids).to_bytes()
    return sha256(_MAGIC + sha256(context).digest() + commitment + count + b"".join(ids)).digest()


def _sealed_key(content_key: bytes, recipient: RecipientKey, bound: bytes) -> bytes:
    try:
        return SUITE.encrypt(content_key, X25519PublicKey.from_public_bytes(recipient.raw), bound)
    except ValueError as fault:
        raise SealError(
            "nothing can be sealed to this key: it shares the same secret with everybody",
            value=recipient.key_id,
            remedy="Ask the recipient for a key that was generated properly.",
        ) from fault


def _layout(sealed: bytes) -> tuple[bytes, bytes, dict[bytes, bytes]]:
    """Header, commitment, and sealed content key by key id."""
    count = sealed[len(_MAGIC)] if len(sealed) > _FIXED_BYTES else 0
    end = _FIXED_BYTES + count * _SLOT_BYTES
    starts = range(_FIXED_BYTES, end, _SLOT_BYTES)
    slots = {sealed[at : at + _ID_BYTES]: sealed[at + _ID_BYTES : at + _SLOT_BYTES] for at in starts}
    if not sealed.startswith(_MAGIC) or not 1 <= len(slots) == count <= MOST_RECIPIENTS or len(sealed) < end:
        raise SealError(
            "these bytes are no sealed payload", value=sealed[:16], remedy="Fetch it again from its sender."
        )
    return sealed[:end], sealed[len(_MAGIC) + 1 : _FIXED_BYTES], slots


def _check_recipients(recipients: Sequence[RecipientKey]) -> None:
    if not 1 <= len(recipients) <= MOST_RECIPIENTS:
        raise SealError(
            f"a seal has 1 to {MOST_RECIPIENTS} recipients",
            value=len(recipients),
            remedy="Seal to fewer at a time, or name at least one.",
        )
    if len(set(recipients)) < len(recipients):
        raise SealError("a recipient is named twice", remedy="Name each recipient once.")


def _check_length(what: str, raw: bytes) -> None:
    if len(raw) != _KEY_BYTES:
        raise SealError(
            f"{what} has {_KEY_BYTES} bytes",
            value=f"{len(raw)} bytes",
            remedy="Give the key whole and unencoded.",
        )


def _unopened() -> SealError:
    return SealError(
        "this seal does not open: it was changed, or made for another context",
        remedy="Fetch it again; if it fails again, ask its sender.",
    )
