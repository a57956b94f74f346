import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SECRETS = {"LIAISON_PASSWORD": "a grey heron over the lock", "LIAISON_PASSPHRASE": "three locks and a heron"}
Call = Callable[..., subprocess.CompletedProcess[str]]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIAISON_", "DJANGO_"))}
    return kept | SECRETS | {"LIAISON_NODE": str(folder)}


def called(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `liaison` as a person would, on the node in a folder."""
    program = [sys.executable, "-c", "from liaison.cli.main import main; main()", *words]
    return subprocess.run(  # noqa: S603 - our own program
        program,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=folder.parent,
    )


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Call `liaison` on the node in ./node of the test's folder."""
    return lambda *words, node="node": called(tmp_path / node, *words)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node that the tests of a session read, with an operator and a liaison officer."""
    folder = tmp_path_factory.mktemp("made") / "node"
    for words in (
        ("init", "--authority", "XN-CDC", "--name", "Northmark Centre", "--username", "op"),
        ("user", "add", "n-07", "--authority", "XN-CDC", "--number", "N-07", "--role", "liaison_officer"),
    ):
        done = called(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder
