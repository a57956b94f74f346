from pathlib import Path

import pytest
from tests.people.makers import MOMENT

from liaison.people.keyfile import KeyFileError
from liaison.people.models import Authority
from liaison.people.sealing import SealedSecretError, open_secret, seal_secret
from liaison.people.services import rotate_key

pytestmark = pytest.mark.django_db


def test_a_secret_opens_for_its_owner_only() -> None:
    sealed = seal_secret(b"seed", "one")
    assert open_secret(sealed, "one") == b"seed"
    with pytest.raises(SealedSecretError):
        open_secret(sealed, "two")


def test_an_altered_secret_does_not_open() -> None:
    sealed = seal_secret(b"seed", "one")
    for place in range(len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(SealedSecretError):
            open_secret(altered, "one")


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27])
def test_a_shortened_secret_does_not_open(length: int) -> None:
    sealed = seal_secret(b"seed", "one")
    with pytest.raises(SealedSecretError):
        open_secret(sealed[:length], "one")


def test_a_lost_node_key_is_not_replaced(node: Path, authority: Authority) -> None:
    rotate_key(authority=authority, moment=MOMENT)
    (node / "node.key").unlink()
    with pytest.raises(KeyFileError, match="missing"):
        seal_secret(b"seed", "one")
