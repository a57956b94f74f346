"""Runs every benchmark and writes docs/figures.md from their last lines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figure import ROOT

NAMES = ("ingest", "table", "find", "read", "growth")
_HEAD = """# Figures

Written by `make figures`; do not edit. Each figure is a script under `benchmarks/` that anyone can run
(`make figure NAME=ingest`). What it is compared with was measured in the same run. A target that is not met
is shown as not met.
"""


def run(name: str) -> dict[str, Any]:
    """Run one benchmark, show what it says, and return its figures."""
    script = ROOT / "benchmarks" / f"{name}.py"
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            sys.stdout.write(line)
            lines.append(line)
    if running.returncode:
        sys.exit(f"{name} ended with {running.returncode}; docs/figures.md stays as it was.")
    return dict(json.loads(lines[-1]))


def section(measured: dict[str, Any]) -> str:
    """Write the figures of one benchmark as a table."""
    rows = [
        f"| {f['what']} | {f['value']:,.3f} | {f['unit']} | {f['target']} | {_met(f['met'])} |"
        for f in measured["figures"]
    ]
    head = ["| what | value | unit | to reach | |", "|---|---:|---|---|---|"]
    origin = f"{measured['machine']}, commit {measured['commit']}"
    return "\n".join([f"\n## {measured['name']}\n", *head, *rows, "", origin, ""])


def _met(met: bool | None) -> str:  # noqa: FBT001 - a cell of a table
    return "" if met is None else "met" if met else "**not met**"


if __name__ == "__main__":
    text = _HEAD + "".join(section(run(name)) for name in sys.argv[1:] or NAMES)
    (ROOT / "docs" / "figures.md").write_text(text, encoding="utf-8")
