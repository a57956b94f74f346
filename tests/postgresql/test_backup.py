"""The drill on PostgreSQL: what the fence hides from everybody is in the archive, and comes back fenced."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.records.makers import make_region, publish

from liaison.records import backup
from liaison.records.backup import BackupError, restore_backup, write_backup
from liaison.records.fence import node_scope
from liaison.records.models import Record, Segment, Statement
from liaison.records.projection import project

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="LIAISON_DATABASE names no PostgreSQL database"
    ),
    pytest.mark.django_db(transaction=True),
]
PASSPHRASE = "a grey heron over the lock"


def silent(_name: str) -> None:
    pass


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_key", lambda phrase, salt: (phrase.encode() + salt)[-32:].rjust(32))


@pytest.fixture
def archive(node: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    region = make_region()
    publish(region.north, "Vessel", {"Thing.name": "Corriente Azul"})
    project()
    written = tmp_path_factory.mktemp("elsewhere") / "node.backup"
    write_backup(node=node, target=written, passphrase=PASSPHRASE, tell=silent)
    return written


@pytest.fixture
def empty_database(archive: Path) -> Iterator[None]:
    """Let this connection mean a new database until the test is done."""
    own = connection.settings_dict["NAME"]
    new = f"{own}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {new}")
        cursor.execute(f"CREATE DATABASE {new}")
    connection.close()
    connection.settings_dict["NAME"] = new
    yield
    connection.close()
    connection.settings_dict["NAME"] = own
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {new}")


def stored() -> list[int]:
    return [model.objects.count() for model in (Record, Statement, Segment)]


def test_what_was_backed_up_comes_back_behind_the_fence(archive: Path, empty_database: None) -> None:
    restore_backup(source=archive, node=archive.parent / "node", passphrase=PASSPHRASE, tell=silent)
    assert stored() == [0, 0, 0]
    with node_scope():
        assert stored() == [1, 2, 0]  # segments are written anew
    assert (archive.parent / "node" / "node.key").exists()


def test_a_database_with_something_in_it_is_not_overwritten(archive: Path) -> None:
    with pytest.raises(BackupError, match="not empty"):
        restore_backup(source=archive, node=archive.parent / "node", passphrase=PASSPHRASE, tell=silent)
    assert [path.name for path in archive.parent.iterdir()] == ["node.backup"]
