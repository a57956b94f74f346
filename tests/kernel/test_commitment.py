import pytest

from liaison.kernel.commitment import commit, new_salt, verify_commitment
from liaison.kernel.errors import ProofError

SALT = bytes(range(32))


def test_a_commitment_opens_with_its_salt_and_payload_only() -> None:
    commitment = commit(SALT, b"payload")
    verify_commitment(commitment, SALT, b"payload")
    for salt, payload in [(SALT, b"payloads"), (SALT, b""), (bytes(32), b"payload")]:
        with pytest.raises(ProofError, match="not the one"):
            verify_commitment(commitment, salt, payload)


def test_the_same_payload_has_another_commitment_under_each_salt() -> None:
    one, other = new_salt(), new_salt()
    assert len(one) == len(other) == 32
    assert commit(one, b"payload") != commit(other, b"payload")


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_salt_has_its_full_length(length: int) -> None:
    with pytest.raises(ProofError, match="32 bytes"):
        commit(bytes(length), b"payload")
