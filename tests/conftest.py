"""What every test stands on: a node folder of its own, and a process that remembers nothing of another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from liaison.records import assembling, audit, clusters, interning, selecting, sight


@pytest.fixture(autouse=True)
def node(tmp_path: Path, settings: Settings) -> Path:
    settings.LIAISON_NODE = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; never outside tests
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget_store()
    yield
    forget_store()
    audit.close()


def forget_store() -> None:
    """Make this process forget what it read: a test's rollback takes rows away that never go otherwise."""
    interning.forget()
    sight.forget()
    clusters.forget()
    selecting.forget()
    assembling.forget()
