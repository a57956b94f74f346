import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from tests.records.makers import Region, make_region, publish

from liaison.kernel.errors import LiaisonError
from liaison.records import backup
from liaison.records.attachments import file_of, store_attachment
from liaison.records.backup import BackupError, restore_backup, write_backup
from liaison.records.projection import project

pytestmark = pytest.mark.django_db(transaction=True)  # a copy is made outside of transactions
PASSPHRASE = "a grey heron over the lock"
into_a_file = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL is restored in tests/postgresql/test_backup.py"
)


def silent(_name: str) -> None:
    pass


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_key", lambda phrase, salt: (phrase.encode() + salt)[-32:].rjust(32))


@pytest.fixture
def filled(node: Path) -> Region:
    region = make_region()
    stored = store_attachment(stream=io.BytesIO(b"a manifest"), media_type="text/plain")
    publish(region.north, "Vessel", {"Thing.name": "Corriente Azul", "Thing.attachment": stored.text})
    project()
    (node / "profiles").mkdir()
    (node / "profiles" / "own.yaml").write_text("kind: Seizure\n")
    return region


def written(node: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("elsewhere") / "node.backup"
    write_backup(node=node, target=archive, passphrase=PASSPHRASE, tell=silent)
    return archive


def restored(archive: Path, passphrase: str = PASSPHRASE) -> Path:
    target = archive.parent / "restored"
    restore_backup(source=archive, node=target, passphrase=passphrase, tell=silent)
    return target


@into_a_file
def test_what_was_backed_up_comes_back(
    filled: Region, node: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = restored(written(node, tmp_path_factory))
    assert (target / "node.key").read_bytes() == (node / "node.key").read_bytes()
    assert (target / "profiles" / "own.yaml").read_text() == "kind: Seizure\n"
    (kept,) = [path for path in (node / "attachments").rglob("*") if path.is_file()]
    assert (
        (target / kept.relative_to(node)).read_bytes() == kept.read_bytes() == file_of(kept.name).read_bytes()
    )
    with closing(sqlite3.connect(target / "node.sqlite3")) as database:
        counts = [
            database.execute(sql).fetchone()[0]
            for sql in ("SELECT count(*) FROM records_record", "SELECT count(*) FROM records_segment")
        ]
    assert counts == [1, 0]  # segments are written anew
    assert not (target / "projection").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in target.rglob("*") if path.is_file())


def test_the_archive_shows_nothing(
    filled: Region, node: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = written(node, tmp_path_factory).read_bytes()
    assert content.startswith(b"liaison backup 1\n")
    assert b"Corriente" not in content
    assert b"node.key" not in content


def test_another_passphrase_restores_nothing(
    filled: Region, node: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive = written(node, tmp_path_factory)
    with pytest.raises(LiaisonError, match="does not open"):
        restored(archive, "another passphrase")
    assert [path.name for path in archive.parent.iterdir()] == ["node.backup"]


@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_cut_archive_restores_nothing(
    filled: Region, node: Path, tmp_path_factory: pytest.TempPathFactory, kept: float
) -> None:
    archive = written(node, tmp_path_factory)
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(LiaisonError):
        restored(archive)
    assert [path.name for path in archive.parent.iterdir()] == ["node.backup"]


def test_a_file_that_is_no_backup_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "node.backup"
    archive.write_bytes(b"PK\x03\x04")
    with pytest.raises(BackupError, match="no backup"):
        restored(archive)


@into_a_file
def test_a_node_with_something_in_it_is_not_overwritten(
    filled: Region, node: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive = written(node, tmp_path_factory)
    restored(archive)
    with pytest.raises(BackupError, match="not empty"):
        restored(archive)
    with pytest.raises(BackupError, match="there already"):
        write_backup(node=node, target=archive, passphrase=PASSPHRASE, tell=silent)


def test_a_short_passphrase_is_refused(node: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="12 characters"):
        write_backup(node=node, target=tmp_path / "x", passphrase="heron", tell=silent)


def test_a_backup_that_fails_leaves_nothing(
    filled: Region, node: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add", full)
    place = tmp_path / "out"
    place.mkdir()
    with pytest.raises(OSError, match="No space"):
        write_backup(node=node, target=place / "x", passphrase=PASSPHRASE, tell=silent)
    assert list(place.iterdir()) == []
    assert list((node / "spool").iterdir()) == []
