"""The bare server: a constant of the size of a list, without anything of this project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BODY = b'{"items": "' + b"x" * 16_000 + b'"}'


def application(_environ: object, start: Callable[[str, list[tuple[str, str]]], object]) -> list[bytes]:
    """Answer."""
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(_BODY)))])
    return [_BODY]
