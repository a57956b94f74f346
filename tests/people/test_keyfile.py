from pathlib import Path

import pytest

from liaison.people.keyfile import KeyFileError, key_file, make_key_file, read_key_file


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "node.key"
    secret = key_file(file)
    assert len(secret) == 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert key_file(file) == secret
    assert [path.name for path in tmp_path.iterdir()] == ["node.key"]


def test_of_two_processes_that_make_a_key_the_first_wins(tmp_path: Path) -> None:
    file = tmp_path / "node.key"
    secret = key_file(file)
    make_key_file(file)
    assert read_key_file(file) == secret


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "node.key"
    key_file(file)
    file.chmod(0o640)
    with pytest.raises(KeyFileError, match="others may read"):
        key_file(file)


def test_a_key_of_another_length_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "node.key"
    file.write_bytes(b"short")
    file.chmod(0o600)
    with pytest.raises(KeyFileError, match="has 32 bytes, this file 5"):
        key_file(file)


def test_a_key_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="missing"):
        read_key_file(tmp_path / "node.key")
