"""Secrets in the database, sealed with the key of the node."""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from liaison.kernel.errors import LiaisonError
from liaison.people.keyfile import key_file

NONCE_BYTES = 12


class SealedSecretError(LiaisonError):
    """A secret in the database does not open with the key of this node."""


def seal_secret(secret: bytes, owner: str) -> bytes:
    """AES-256-GCM under the node's key; `owner` binds the secret to its row (NIST SP 800-38D)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_node_key()).encrypt(nonce, secret, owner.encode())


def open_secret(sealed: bytes, owner: str) -> bytes:
    """The secret that was sealed for this owner.

    Raises:
        SealedSecretError: it was sealed with another key, for another owner, or was altered.
    """
    nonce, box = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(_node_key()).decrypt(nonce, box, owner.encode())
    except (InvalidTag, ValueError) as fault:
        raise SealedSecretError(
            "this secret does not open with the key of this node",
            value=owner,
            remedy="Restore node.key from the same backup as the database.",
        ) from fault


def _node_key() -> bytes:
    return key_file(Path(settings.LIAISON_NODE) / "node.key")
