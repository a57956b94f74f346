"""Merkle trees over SHA-256, exactly those of RFC 6962 section 2.1.

Leaves are given as leaf hashes (`leaf_hash`). A tree pairs its nodes level by level and lifts a last
node without partner, which is the RFC's split at the largest power of two. The verifiers follow
RFC 9162 sections 2.1.3.2 and 2.1.4.2.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from liaison.kernel.errors import ProofError

if TYPE_CHECKING:
    from collections.abc import Sequence

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry: SHA-256(0x00 || entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two nodes: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes; that of the empty tree is the hash of nothing."""
    level = leaves
    while len(level) > 1:
        level = _parents(level)
    return level[0] if level else EMPTY_ROOT


def inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from one leaf to the root, lowest first.

    Raises:
        ProofError: if there is no such leaf.
    """
    _check_index(index, len(leaves))
    return _siblings(_levels(leaves), index)


def inclusion_paths(leaves: Sequence[bytes]) -> list[tuple[bytes, ...]]:
    """The path of every leaf, for the price of one tree."""
    levels = _levels(leaves)
    return [_siblings(levels, index) for index in range(len(leaves))]


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root to which a path leads.

    Raises:
        ProofError: if no tree of this size has a path of this length at this index.
    """
    _check_index(index, size)
    node, last, digest = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise _wrong_length(len(path))
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise _wrong_length(len(path))
    return digest


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], claimed: bytes) -> None:
    """Pass only if the leaf stands at this index in the tree of this size and root.

    Raises:
        ProofError: if it does not.
    """
    if root_from_inclusion(leaf, index, size, path) != claimed:
        raise ProofError(
            "the entry does not stand at this place in the tree",
            value=index,
            remedy="Fetch entry, proof and root again from the same checkpoint.",
        )


def consistency_path(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The hashes that show that the tree of the first `old_size` leaves is the beginning of this one.

    Raises:
        ProofError: if there were never so many leaves.
    """
    _check_sizes(old_size, len(leaves))
    if old_size in {0, len(leaves)}:
        return ()
    levels, node = _levels(leaves), old_size - 1
    while node & 1:
        levels, node = levels[1:], node >> 1
    # A lone node at the left edge is the old root itself, which the verifier has.
    return ((levels[0][node],) if node else ()) + _siblings(levels, node)


def verify_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]
) -> None:
    """Pass only if the old tree is the beginning of the new one.

    Raises:
        ProofError: if it is not, or if the path has not the length for these sizes.
    """
    _check_sizes(old_size, new_size)
    if old_size in {0, new_size}:
        if path:
            raise _wrong_length(len(path))
        _check_roots((old_root, new_root), (EMPTY_ROOT if old_size == 0 else new_root, new_root))
        return
    steps = [old_root, *path] if old_size.bit_count() == 1 else path
    if not steps:
        raise _wrong_length(0)
    _check_roots((old_root, new_root), _roots_from_consistency(old_size - 1, new_size - 1, steps))


class Frontier:
    """A growing tree of which only the roots of its full subtrees, the peaks, are kept.

    Args:
        size: the number of leaves.
        peaks: their hashes, the largest subtree first: as many as there are ones in `size`.

    Raises:
        ProofError: if the peaks do not fit the size.
    """

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if size < 0 or len(peaks) != size.bit_count():
            raise ProofError(
                "this size and these peaks are of two different trees",
                value=size,
                remedy="Rebuild the frontier from the leaves.",
            )
        self.size = size
        self._peaks = list(peaks)

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """What to store, beside the size, to go on later."""
        return tuple(self._peaks)

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        carried, size = leaf, self.size
        while size & 1:
            carried, size = node_hash(self._peaks.pop(), carried), size >> 1
        self._peaks.append(carried)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *rest, digest = self._peaks
        for peak in reversed(rest):
            digest = node_hash(peak, digest)
        return digest


def _parents(level: Sequence[bytes]) -> list[bytes]:
    parents = [
        sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)
    ]
    if len(level) & 1:
        parents.append(level[-1])
    return parents


def _levels(leaves: Sequence[bytes]) -> list[Sequence[bytes]]:
    levels = [leaves]
    while len(levels[-1]) > 1:
        levels.append(_parents(levels[-1]))
    return levels


def _siblings(levels: Sequence[Sequence[bytes]], index: int) -> tuple[bytes, ...]:
    path = []
    for level in levels:
        if index ^ 1 < len(level):
            path.append(level[index ^ 1])
        index >>= 1
    return tuple(path)


def _roots_from_consistency(node: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes]:
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            raise _wrong_length(len(steps))
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise _wrong_length(len(steps))
    return old, new


def _check_roots(claimed: tuple[bytes, bytes], found: tuple[bytes, bytes]) -> None:
    if claimed != found:
        raise ProofError(
            "the old tree is not the beginning of the new one: history was changed",
            value=claimed[1].hex(),
            remedy="Keep both checkpoints as evidence, and ask the author of the log.",
        )


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ProofError(
            f"a tree of {size} leaves has no such index",
            value=index,
            remedy="Count from zero, below the size.",
        )


def _check_sizes(old_size: int, new_size: int) -> None:
    if not 0 <= old_size <= new_size:
        raise ProofError(
            f"a tree of {new_size} leaves had never this size",
            value=old_size,
            remedy="Compare an older checkpoint with a newer one.",
        )


def _wrong_length(length: int) -> ProofError:
    return ProofError(
        "a proof for these sizes has another length",
        value=f"{length} hashes",
        remedy="Fetch the proof again.",
    )
