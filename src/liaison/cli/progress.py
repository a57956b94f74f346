"""How far a long command has come, on the error stream, and only where somebody watches."""

from __future__ import annotations

import sys

_WIDTH = 28
_BLANK = " " * 78


class Progress:
    """A line that is written over: what is being done, and the share of it that is done."""

    def __init__(self) -> None:
        self._shown = ""

    def tell(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `what` are done."""
        share = done / total if total else 1.0
        filled = round(share * _WIDTH)
        self._show(f"{what:<16} {'#' * filled}{'.' * (_WIDTH - filled)} {share:4.0%}  {done:,} of {total:,}")

    def name(self, what: str) -> None:
        """Show what is being done where nobody knows how much is left."""
        self._show(what[-70:])

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write(f"\r{_BLANK}\r")
            self._shown = ""

    def _show(self, line: str) -> None:
        if sys.stderr.isatty() and line != self._shown:
            sys.stderr.write(f"\r{_BLANK}\r{line}")
            sys.stderr.flush()
            self._shown = line
