"""Signing keys of authorities: Ed25519 (RFC 8032), when they are valid, and how a new one is introduced.

A `KeyRing` is what a node believes at one moment: which key speaks for which authority, and when. A new
key is introduced by a signature of an old one and both are valid side by side, so that nothing stops
while it spreads. The first key of an authority comes from outside: people compare its `fingerprint`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from liaison.kernel.canonical import canonical, parse_canonical
from liaison.kernel.errors import CanonicalError, KeyRingError, VerificationError
from liaison.kernel.moments import check_aware

if TYPE_CHECKING:
    from collections.abc import Iterable

KEY_BYTES = 32
_INTRODUCTION = b"liaison key introduction v1\n"
_FINGERPRINT = b"liaison key fingerprint v1\n"
_GROUPS = 8  # of five digits: 10^40 is more than 2^128, out of reach of a search for a look-alike key
# The points whose order divides 8, sign bit cleared; the last two spell the first two otherwise. Under
# these keys a signature needs no private key, and one signature can fit two messages.
_SMALL_ORDER = frozenset(
    map(
        bytes.fromhex,
        (
            "00" * 32,
            "01" + "00" * 31,
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "ec" + "ff" * 30 + "7f",
            "ed" + "ff" * 30 + "7f",
            "ee" + "ff" * 30 + "7f",
        ),
    )
)
_MEMBERS = {"authority", "introducer", "key", "not_after", "not_before", "signature"}


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """A public key: 32 bytes.

    Raises:
        KeyRingError: for another length, or a key under which anybody can sign.
    """

    raw: bytes

    def __post_init__(self) -> None:
        _check_length("a public key", self.raw)
        if self.raw[:-1] + bytes([self.raw[-1] & 0x7F]) in _SMALL_ORDER:
            raise KeyRingError(
                "anybody can sign under this key",
                value=self.raw.hex(),
                remedy="Ask the authority for a key that was generated properly.",
            )

    @property
    def key_id(self) -> str:
        """The first 32 hex digits of the SHA-256 of the key."""
        return sha256(self.raw).hexdigest()[:32]

    def verify(self, signature: bytes, message: bytes) -> None:
        """Pass only if this key signed the message.

        Raises:
            VerificationError: if it did not.
        """
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError) as fault:
            raise VerificationError(
                "this key did not sign this message",
                value=self.key_id,
                remedy="Discard it and ask the author to send it again.",
            ) from fault


class SigningKey:
    """A private key. It shows nothing of itself when printed."""

    __slots__ = ("_private", "verify_key")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verify_key = VerifyKey(private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> SigningKey:
        """A new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> SigningKey:
        """The key of a seed of 32 bytes (RFC 8032 section 5.1.5).

        Raises:
            KeyRingError: for another length.
        """
        _check_length("a seed", seed)
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    def seed(self) -> bytes:
        """The 32 secret bytes, for encrypted storage only."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature of a message: 64 bytes."""
        return self._private.sign(message)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """That a key speaks for an authority from `not_before` until just before `not_after`.

    Attributes:
        authority: the authority's code.
        key: its public key.
        not_before: an aware time.
        not_after: an aware time.
        revoked: the aware time since which the key is no longer trusted; None while it is.

    Raises:
        KeyRingError: for times without a zone or an empty period.
    """

    authority: str
    key: VerifyKey
    not_before: datetime
    not_after: datetime
    revoked: datetime | None = None

    def __post_init__(self) -> None:
        for moment in (self.not_before, self.not_after, self.revoked):
            if moment is not None:
                check_aware(moment, KeyRingError)
        if self.not_before >= self.not_after:
            raise KeyRingError(
                "this key would end before it begins",
                value=self.not_after,
                remedy="Give an end that lies after the beginning.",
            )


class KeyRing:
    """The keys that a node trusts.

    Args:
        entries: at most one for each pair of authority and key.

    Raises:
        KeyRingError: if an authority has two entries for one key.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Iterable[KeyEntry]) -> None:
        self._entries: dict[tuple[str, str], KeyEntry] = {}
        for entry in entries:
            place = (entry.authority, entry.key.key_id)
            if place in self._entries:
                raise KeyRingError(
                    f"{entry.authority} has this key already",
                    value=entry.key.key_id,
                    remedy="Keep one entry; a new period needs a new key.",
                )
            self._entries[place] = entry

    @property
    def entries(self) -> tuple[KeyEntry, ...]:
        """All entries, in the order in which they came."""
        return tuple(self._entries.values())

    def find(self, key_id: str, authority: str, moment: datetime) -> VerifyKey:
        """The key with which this authority may have signed at this moment.

        Pass the time of receipt, not a time that the message states: the holder of a stolen key can
        state any time.

        Raises:
            KeyRingError: if it is unknown, not yet valid, expired, or revoked since.
        """
        check_aware(moment, KeyRingError)
        entry = self._entries.get((authority, key_id))
        if entry is None:
            raise KeyRingError(
                f"no such key of {authority} is known here",
                value=key_id,
                remedy="Ask the authority for its key and compare the fingerprint by telephone.",
            )
        _check_valid(entry, moment)
        return entry.key

    def valid(self, authority: str, moment: datetime) -> tuple[VerifyKey, ...]:
        """Every key with which this authority may sign at this moment, for texts that name no key id."""
        check_aware(moment, KeyRingError)
        return tuple(
            entry.key
            for entry in self.entries
            if entry.authority == authority
            and entry.not_before <= moment < min(entry.not_after, entry.revoked or entry.not_after)
        )


def introduce(old: SigningKey, entry: KeyEntry) -> bytes:
    """A statement by a trusted key that another key speaks for the same authority: canonical JSON."""
    members = {
        "authority": entry.authority,
        "introducer": old.verify_key.key_id,
        "key": entry.key.raw.hex(),
        "not_after": _written(entry.not_after),
        "not_before": _written(entry.not_before),
    }
    signature = old.sign(_INTRODUCTION + canonical(members))
    return canonical({**members, "signature": signature.hex()})


def accept_introduction(ring: KeyRing, introduction: bytes, moment: datetime) -> KeyRing:
    """The ring with the key that was introduced beside the old ones.

    Raises:
        KeyRingError: if the introduction is malformed, its introducer is not valid at this moment, or
            the key is there already.
        VerificationError: if the introducer did not sign it.
    """
    members = _members(introduction)
    signature = members.pop("signature")
    introducer = ring.find(members["introducer"], members["authority"], moment)
    try:
        introducer.verify(bytes.fromhex(signature), _INTRODUCTION + canonical(members))
        entry = KeyEntry(
            members["authority"],
            VerifyKey(bytes.fromhex(members["key"])),
            datetime.fromisoformat(members["not_before"]),
            datetime.fromisoformat(members["not_after"]),
        )
    except ValueError as fault:
        raise _malformed(str(fault)) from fault
    return KeyRing([*ring.entries, entry])


def fingerprint(key: VerifyKey) -> str:
    """Eight groups of five digits, which two people compare aloud in any language."""
    number = int.from_bytes(sha256(_FINGERPRINT + key.raw).digest()) % 10 ** (5 * _GROUPS)
    digits = f"{number:0{5 * _GROUPS}d}"
    return " ".join(digits[start : start + 5] for start in range(0, len(digits), 5))


def _members(introduction: bytes) -> dict[str, str]:
    try:
        value = parse_canonical(introduction)
    except CanonicalError as fault:
        raise _malformed(fault.reason) from fault
    if not isinstance(value, dict) or value.keys() != _MEMBERS:
        raise _malformed("its members are not those of an introduction")
    if not all(isinstance(member, str) for member in value.values()):
        raise _malformed("a member is no text")
    return value


def _malformed(why: str) -> KeyRingError:
    return KeyRingError(
        f"this is no introduction of a key ({why})",
        remedy="Ask the authority to send the introduction again.",
    )


def _check_valid(entry: KeyEntry, moment: datetime) -> None:
    if moment < entry.not_before:
        raise KeyRingError(
            f"this key of {entry.authority} is not valid before {_written(entry.not_before)}",
            value=entry.key.key_id,
            remedy="Check the clock of this node, or wait.",
        )
    if moment >= entry.not_after:
        raise KeyRingError(
            f"this key of {entry.authority} expired at {_written(entry.not_after)}",
            value=entry.key.key_id,
            remedy="Fetch the introduction of its successor, and ask the author to sign again.",
        )
    if entry.revoked is not None and moment >= entry.revoked:
        raise KeyRingError(
            f"{entry.authority} revoked this key at {_written(entry.revoked)}",
            value=entry.key.key_id,
            remedy="Trust nothing signed with it since; ask the authority by another way.",
        )


def _check_length(what: str, raw: bytes) -> None:
    if len(raw) != KEY_BYTES:
        raise KeyRingError(
            f"{what} has {KEY_BYTES} bytes",
            value=f"{len(raw)} bytes",
            remedy="Give the key whole and unencoded.",
        )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
