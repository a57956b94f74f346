"""Secrets in the database, sealed with the key of the node."""

import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from liaison.kernel.errors import LiaisonError
from liaison.people.keyfile import key_file, read_key_file
from liaison.people.models import AuthorityKey

NONCE_BYTES = 12


class SealedSecretError(LiaisonError):
    """A secret in the database does not open with the key of this node."""


def seal_secret(secret: bytes, owner: str) -> bytes:
    """AES-256-GCM under the node's key; `owner` binds the secret to its row (NIST SP 800-38D)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key_to_seal()).encrypt(nonce, secret, owner.encode())


def open_secret(sealed: bytes, owner: str) -> bytes:
    """The secret that was sealed for this owner.

    Raises:
        SealedSecretError: it was sealed with another key, for another owner, or was altered.
        KeyFileError: the key of the node is missing or open to others.
    """
    nonce, box = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(read_key_file(_place())).decrypt(nonce, box, owner.encode())
    except (InvalidTag, ValueError) as fault:
        raise SealedSecretError(
            "this secret does not open with the key of this node",
            value=owner,
            remedy="Restore node.key from the same backup as the database.",
        ) from fault


def _key_to_seal() -> bytes:
    # Where something is sealed already, a missing key is a loss to mend and not a node to begin.
    begun = AuthorityKey.objects.filter(seed__isnull=False).exists()
    return read_key_file(_place()) if begun else key_file(_place())


def _place() -> Path:
    return Path(settings.LIAISON_NODE) / "node.key"
