import sqlite3
from pathlib import Path

import pytest

from liaison.site.database import DatabaseAddressError, database


def test_without_an_address_the_node_keeps_its_own_file(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    assert settings["NAME"] == str(tmp_path / "node.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_pragmas_hold(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    connection = sqlite3.connect(settings["NAME"])
    for pragma in settings["OPTIONS"]["init_command"].split(";"):
        connection.execute(pragma)
    held = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "busy_timeout")
    }
    connection.close()
    assert held == {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 20000}


def test_an_address_is_taken_apart(tmp_path: Path) -> None:
    settings = database("postgresql://node:p%40ss@db.example:5433/liaison?sslmode=verify-full", tmp_path)
    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "liaison",
        "USER": "node",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert settings["OPTIONS"] == {"sslmode": "verify-full"}


def test_an_address_may_name_a_socket(tmp_path: Path) -> None:
    settings = database("postgresql:///liaison?host=/run/postgresql", tmp_path)
    assert (settings["HOST"], settings["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize(
    "address",
    [
        "mysql://a:secret@b/c",
        "liaison",
        "postgresql://node:secret@db.example",
        "postgresql://node:secret@db.example/",
    ],
)
def test_another_address_is_refused_without_its_password(tmp_path: Path, address: str) -> None:
    with pytest.raises(DatabaseAddressError, match="no address") as caught:
        database(address, tmp_path)
    assert "secret" not in str(caught.value)
