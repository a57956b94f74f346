"""What every figure has in common: a table for people, and as the last line one JSON object for programs."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``met`` is None where there is no target: a floor, or the size of the data."""

    what: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None


def at_least(what: str, value: float, unit: str, target: float) -> Figure:
    """A figure that must reach its target."""
    return Figure(what, round(value, 3), unit, f">= {target:,}", value >= target)


def at_most(what: str, value: float, unit: str, target: float) -> Figure:
    """A figure that must stay under its target."""
    return Figure(what, round(value, 3), unit, f"<= {target:,}", value <= target)


def stated(what: str, value: float, unit: str) -> Figure:
    """A figure without a target, such as a floor measured in the same run."""
    return Figure(what, round(value, 3), unit)


def print_figures(name: str, figures: list[Figure], remarks: tuple[str, ...] = ()) -> None:
    """Print the table, the remarks, and the line for programs."""
    width = max(len(figure.what) for figure in figures)
    print(f"\nFigure {name} on {machine()}, commit {commit()}\n")
    for figure in figures:
        met = {True: "met", False: "NOT MET", None: ""}[figure.met]
        print(f"{figure.what:<{width}}  {figure.value:>14,.3f} {figure.unit:<14} {figure.target:<12} {met}")
    for remark in remarks:
        print(f"\n{remark}")
    named = [asdict(figure) for figure in figures]
    print(json.dumps({"name": name, "figures": named, "machine": machine(), "commit": commit()}))


def machine() -> str:
    """The processor, its cores and the Python: what a time depends on, and nothing that names a host."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = (line.partition(":") for line in cpuinfo.read_text().splitlines())
        model = next((value.strip() for key, _, value in lines if key.strip() == "model name"), model)
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def commit() -> str:
    """The commit measured, with a plus where files differ from it; empty outside a checkout."""
    try:
        return _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
