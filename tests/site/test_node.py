from pathlib import Path

import pytest

from liaison.site.node import FOLDERS, NodeError, prepare_node, session_secret


def test_a_node_is_for_its_owner_alone(tmp_path: Path) -> None:
    prepare_node(tmp_path / "a" / "node")
    for place in (tmp_path / "a" / "node", *(tmp_path / "a" / "node" / name for name in FOLDERS)):
        assert place.stat().st_mode & 0o777 == 0o700


def test_preparing_twice_takes_nothing_away(tmp_path: Path) -> None:
    prepare_node(tmp_path)
    (tmp_path / "spool" / "kept").touch()
    prepare_node(tmp_path)
    assert (tmp_path / "spool" / "kept").exists()


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "spool").touch()
    with pytest.raises(NodeError, match=r"spool.*Move it away"):
        prepare_node(tmp_path)


def test_the_secret_of_a_node_stays_and_that_of_no_node_does_not(tmp_path: Path) -> None:
    assert session_secret(tmp_path) == session_secret(tmp_path)
    nowhere = tmp_path / "nowhere"
    assert session_secret(nowhere) != session_secret(nowhere)
    assert not nowhere.exists()
