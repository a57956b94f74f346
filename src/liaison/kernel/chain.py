"""A hash chain: each link fixes everything before it. The audit log stands on it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from liaison.kernel.errors import ProofError

if TYPE_CHECKING:
    from collections.abc import Iterable

GENESIS = sha256(b"liaison chain v1\n").digest()
"""The link before the first entry."""


def link(previous: bytes, entry: bytes) -> bytes:
    """The link of an entry: SHA-256(previous || entry), where `previous` has always 32 bytes."""
    return sha256(previous + entry).digest()


def verify_chain(entries: Iterable[tuple[bytes, bytes]], previous: bytes = GENESIS) -> bytes:
    """Pass only if every entry has the link that its predecessors give it, and return the last link.

    A chain that was cut at its end verifies: compare the last link with one kept elsewhere.

    Args:
        entries: pairs of entry and stored link, oldest first.
        previous: the link before the first of them.

    Raises:
        ProofError: with the position, from zero, of the first entry that does not fit.
    """
    for position, (entry, stored) in enumerate(entries):
        previous = link(previous, entry)
        if previous != stored:
            raise ProofError(
                "from this entry on, the log is not as it was written",
                value=position,
                remedy="Compare with a backup: an entry was changed, added or taken out at this place.",
            )
    return previous
