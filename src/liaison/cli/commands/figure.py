"""`liaison figure`: measure one of the figures that the documentation claims."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from liaison.cli.node import NodeError

_SCRIPTS = Path(__file__).parents[4] / "benchmarks"


@click.command(name="figure")
@click.argument("name")
def command(name: str) -> int:
    """Run the benchmark NAME: a table for people and, as its last line, one JSON object."""
    scripts = (script for script in _SCRIPTS.glob("*.py") if script.stem != "figure")
    offered = sorted(script.stem for script in scripts if "print_figures(" in script.read_text("utf-8"))
    if not offered:
        raise NodeError("the benchmarks come with the source only", remedy="Run this in a checkout.")
    if name not in offered:
        raise NodeError("there is no such figure", value=name, remedy=f"Choose one of: {', '.join(offered)}.")
    return subprocess.run([sys.executable, _SCRIPTS / f"{name}.py"], check=False).returncode  # noqa: S603 - one of ours
