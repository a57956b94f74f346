"""How often the store has changed: the lock of those who write, the key of what readers remember."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import F

from liaison.records.fence import fetch_fenced
from liaison.records.models import Revision


class Count(NamedTuple):
    """Changes of the store, and those among them that deleted something."""

    changes: int
    erasures: int


def current() -> Count:
    """Return how often the store has changed."""
    found = fetch_fenced(
        "SELECT number, erasures FROM records_revision WHERE id = 1", (), readable=frozenset()
    )
    return Count(*found[0]) if found else Count(0, 0)


def advance(*, erasing: bool = False) -> None:
    """Count one change. Call it first in a writing transaction: it makes other writers wait."""
    counted = {"number": F("number") + 1, "erasures": F("erasures") + int(erasing)}
    if not Revision.objects.filter(pk=1).update(**counted):
        Revision.objects.create(pk=1, number=1, erasures=int(erasing))
