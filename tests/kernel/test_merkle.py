import random
from hashlib import sha256

import pytest

from liaison.kernel.errors import ProofError
from liaison.kernel.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_path,
    inclusion_path,
    inclusion_paths,
    leaf_hash,
    node_hash,
    root,
    root_from_inclusion,
    verify_consistency,
    verify_inclusion,
)

MOST = 256
LEAVES = [leaf_hash(number.to_bytes(2)) for number in range(MOST)]
ROOTS = [root(LEAVES[:size]) for size in range(MOST + 1)]


def split(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def tree(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    return [*path(m, leaves[:k]), tree(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), tree(leaves[:k])]


def proof(m: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:  # noqa: FBT002 - as in the RFC
    """RFC 6962 section 2.1.2, word for word."""
    if m == len(leaves):
        return [] if whole else [tree(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*proof(m, leaves[:k], whole), tree(leaves[k:])]
    return [*proof(m - k, leaves[k:], whole=False), tree(leaves[:k])]


def test_hashes_are_those_of_rfc_6962() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node_hash(b"N123", b"N456").hex() == (
        "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


def test_the_roots_of_the_reference_log() -> None:
    entries = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in entries]
    assert root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(leaves[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
    assert root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("size", [*range(66), 100, 127, 128, 129, 255, 256])
def test_roots_and_paths_are_those_of_the_definition(size: int) -> None:
    leaves = LEAVES[:size]
    assert root(leaves) == tree(leaves)
    assert inclusion_paths(leaves) == [tuple(path(index, leaves)) for index in range(size)]
    for old_size in range(1, size + 1):
        assert consistency_path(leaves, old_size) == tuple(proof(old_size, leaves))


def test_every_leaf_of_every_tree_is_included_and_no_other() -> None:
    for size in range(1, MOST + 1):
        for index, steps in enumerate(inclusion_paths(LEAVES[:size])):
            verify_inclusion(LEAVES[index], index, size, steps, ROOTS[size])
            with pytest.raises(ProofError):
                verify_inclusion(
                    LEAVES[index - 1] if size > 1 else EMPTY_ROOT, index, size, steps, ROOTS[size]
                )


def test_every_tree_is_consistent_with_every_later_one_and_with_no_other() -> None:
    for size in range(MOST + 1):
        leaves = LEAVES[:size]
        for old_size in range(size + 1):
            steps = consistency_path(leaves, old_size)
            verify_consistency(old_size, ROOTS[old_size], size, ROOTS[size], steps)
            with pytest.raises(ProofError):
                verify_consistency(old_size, ROOTS[old_size - 1], size, ROOTS[size], steps)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_a_proof_serves_one_place_and_one_size_only(size: int) -> None:
    leaves = LEAVES[:size]
    for index in range(size):
        steps = inclusion_path(leaves, index)
        for other_size in range(1, 2 * size):
            for other_index in range(other_size):
                if (other_index, other_size) != (index, size):
                    with pytest.raises(ProofError):
                        verify_inclusion(leaves[index], other_index, other_size, steps, ROOTS[other_size])
        for wrong in (steps[1:], (*steps, EMPTY_ROOT), (EMPTY_ROOT, *steps[1:])):
            if wrong != steps:
                with pytest.raises(ProofError):
                    verify_inclusion(leaves[index], index, size, wrong, ROOTS[size])


@pytest.mark.parametrize(
    ("old_size", "size"), [(1, 2), (2, 5), (3, 7), (4, 7), (6, 8), (7, 8), (8, 8), (0, 5)]
)
def test_a_consistency_proof_of_another_length_is_refused(old_size: int, size: int) -> None:
    steps = consistency_path(LEAVES[:size], old_size)
    for wrong in (steps[1:], (*steps, EMPTY_ROOT), ()):
        if wrong != steps:
            with pytest.raises(ProofError):
                verify_consistency(old_size, ROOTS[old_size], size, ROOTS[size], wrong)


@pytest.mark.parametrize("index", [-1, 3])
def test_a_place_outside_the_tree_is_refused(index: int) -> None:
    with pytest.raises(ProofError, match="no such index"):
        inclusion_path(LEAVES[:3], index)
    with pytest.raises(ProofError, match="no such index"):
        root_from_inclusion(LEAVES[0], index, 3, ())


@pytest.mark.parametrize("old_size", [-1, 4])
def test_a_tree_never_had_more_leaves_than_later(old_size: int) -> None:
    with pytest.raises(ProofError, match="never this size"):
        consistency_path(LEAVES[:3], old_size)
    with pytest.raises(ProofError, match="never this size"):
        verify_consistency(old_size, ROOTS[0], 3, ROOTS[3], ())


def test_a_frontier_grows_through_every_root_and_can_be_stored_at_any_time() -> None:
    frontier = Frontier()
    for size in range(MOST):
        assert frontier.root() == ROOTS[size]
        frontier = Frontier(frontier.size, frontier.peaks)
        frontier.append(LEAVES[size])
    assert (frontier.size, frontier.root()) == (MOST, ROOTS[MOST])


def test_a_frontier_agrees_with_the_definition_at_random_sizes() -> None:
    chance = random.Random(6962)  # noqa: S311 - the same leaves on every run
    leaves = [chance.randbytes(32) for _ in range(100_000)]
    sizes = sorted(chance.sample(range(len(leaves)), 4))
    frontier = Frontier()
    for size, leaf in enumerate(leaves):
        if size in sizes:
            assert frontier.root() == tree(leaves[:size]) == root(leaves[:size])
        frontier.append(leaf)
    for old_size in sizes:
        steps = consistency_path(leaves, old_size)
        assert list(steps) == proof(old_size, leaves)
        verify_consistency(old_size, root(leaves[:old_size]), len(leaves), frontier.root(), steps)


@pytest.mark.parametrize(("size", "peaks"), [(-1, ()), (0, (EMPTY_ROOT,)), (3, (EMPTY_ROOT,))])
def test_peaks_that_do_not_fit_the_size_are_refused(size: int, peaks: tuple[bytes, ...]) -> None:
    with pytest.raises(ProofError, match="two different trees"):
        Frontier(size, peaks)
