"""Salted commitments: a history that stays provable after a payload in it was erased.

A feed chains commitments and keeps salt and payload beside them. Once both are erased, the commitment
tells nothing about the payload, not even to somebody who guesses it; until then it fixes the payload.
"""

import secrets
from hmac import compare_digest, digest

from liaison.kernel.errors import ProofError

SALT_BYTES = 32
_DOMAIN = b"liaison commitment v1\n"


def new_salt() -> bytes:
    """32 random bytes; a salt serves once and is erased with its payload."""
    return secrets.token_bytes(SALT_BYTES)


def commit(salt: bytes, payload: bytes) -> bytes:
    """The commitment to a payload: HMAC-SHA-256 under the salt (RFC 2104), 32 bytes.

    Raises:
        ProofError: for a salt of another length, which could hide less or open two ways.
    """
    if len(salt) != SALT_BYTES:
        raise ProofError(
            f"a salt has {SALT_BYTES} bytes", value=f"{len(salt)} bytes", remedy="Take one from `new_salt`."
        )
    return digest(salt, _DOMAIN + payload, "sha256")


def verify_commitment(commitment: bytes, salt: bytes, payload: bytes) -> None:
    """Pass only if this salt and payload open the commitment.

    Raises:
        ProofError: if they do not.
    """
    if not compare_digest(commit(salt, payload), commitment):
        raise ProofError(
            "this payload is not the one that was committed to",
            value=commitment.hex(),
            remedy="Fetch salt and payload again from the author of the feed.",
        )
