"""Commands in the documentation: those marked `console run` are run, page by page; all must exist."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from tests.docs.texts import ROOT, Block, fenced, name, pages

from liaison.cli.main import liaison

_MARK = "-- next command --"
_ANYTHING = "…"
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


@dataclass
class Command:
    """One command and the lines that are shown below it."""

    words: str
    shown: list[str] = field(default_factory=list)


def commands(blocks: list[Block]) -> list[Command]:
    found: list[Command] = []
    for line in (line for block in blocks for line in block.text.splitlines()):
        if line.startswith("$ "):
            found.append(Command(line[2:]))
        elif line.strip():
            found[-1].shown.append(line)
    return found


def run(script: list[Command], folder: Path) -> list[str]:
    """What each command printed, in one shell that stops at the first failure."""
    lines = "".join(f"echo '{_MARK}'\n{command.words}\n" for command in script)
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("LIAISON_", "DJANGO_"))
    }
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    done = subprocess.run(  # noqa: S603 - our own texts
        [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", lines],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout.split(_MARK)[1:]


def fits(shown: list[str], printed: str) -> bool:
    """Whether the lines stand in this order in what was printed; `…` is anything within a line."""
    patterns = [".*".join(map(re.escape, line.split(_ANYTHING))) for line in shown]
    return re.search(r"(?:.*\n)*?".join(rf"{pattern}[ ]*\n" for pattern in patterns), printed) is not None


@pytest.mark.parametrize("page", [page for page in pages() if fenced(page, "console", "run")], ids=name)
def test_commands_do_what_is_shown(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    script = commands(fenced(page, "console", "run"))
    for command, printed in zip(script, run(script, tmp_path), strict=True):
        assert fits(command.shown, printed), f"$ {command.words}\n{printed}"


def named_command(words: list[str]) -> click.Command:
    """The command that a line names: `user add` of `user add n-07 --number N-07`."""
    command: click.Command = liaison
    for word in words:
        if not isinstance(command, click.Group):
            break
        command = command.get_command(click.Context(command), word) or command
    return command


def written() -> list[str]:
    """Every command line of the documentation that begins with `liaison`."""
    lines = (
        c.words.removeprefix(".venv/bin/") for page in pages() for c in commands(fenced(page, "console"))
    )
    return sorted({line for line in lines if line.startswith("liaison ")})


@pytest.mark.parametrize("line", written())
def test_every_command_and_option_exists(line: str) -> None:
    words = shlex.split(line)[1:]
    command = named_command(words)
    assert not isinstance(command, click.Group)
    options = {name for option in command.get_params(click.Context(command)) for name in option.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_every_target_of_make_exists() -> None:
    lines = [c.words for page in pages() for c in commands(fenced(page, "console"))]
    wanted = {line.split()[1] for line in lines if line.startswith("make ")}
    assert wanted
    assert wanted <= set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))


@pytest.mark.parametrize("printed", ["one\nthree\n", "two\none\n", "one two\n", ""])
def test_what_is_not_as_shown_is_noticed(printed: str) -> None:
    assert fits(["one", "two …"], "zero\none\nbetween\ntwo and more\n")
    assert not fits(["one", "two …"], printed)
