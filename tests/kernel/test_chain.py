import pytest

from liaison.kernel.chain import GENESIS, link, verify_chain
from liaison.kernel.errors import ProofError

ENTRIES = [b"first", b"", b"third", b"fourth"]


def chain() -> list[tuple[bytes, bytes]]:
    linked, previous = [], GENESIS
    for entry in ENTRIES:
        previous = link(previous, entry)
        linked.append((entry, previous))
    return linked


def test_a_chain_as_written_verifies_to_its_last_link() -> None:
    assert verify_chain([]) == GENESIS
    assert verify_chain(chain()) == chain()[-1][1]


def test_a_chain_is_verified_in_parts() -> None:
    assert verify_chain(chain()[2:], verify_chain(chain()[:2])) == chain()[-1][1]


@pytest.mark.parametrize("position", range(len(ENTRIES)))
def test_a_changed_missing_or_added_entry_is_named_by_its_position(position: int) -> None:
    entry, stored = chain()[position]
    changed, added = chain(), chain()
    changed[position] = (entry + b"x", stored)
    added.insert(position, (b"new", stored))
    for tampered in (changed, added):
        with pytest.raises(ProofError) as refusal:
            verify_chain(tampered)
        assert refusal.value.value == position


@pytest.mark.parametrize("position", range(len(ENTRIES) - 1))
def test_an_entry_taken_out_is_noticed_at_the_next(position: int) -> None:
    shortened = chain()
    del shortened[position]
    with pytest.raises(ProofError) as refusal:
        verify_chain(shortened)
    assert refusal.value.value == position
