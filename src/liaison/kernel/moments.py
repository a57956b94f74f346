"""Moments: the kernel knows aware times only."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from liaison.kernel.errors import LiaisonError


def check_aware(moment: datetime, refusal: type[LiaisonError]) -> None:
    """Pass only for a time with a zone; otherwise raise `refusal`."""
    if moment.utcoffset() is None:
        raise refusal(
            "a time without a zone is not a moment", value=moment, remedy="Give an aware time, best in UTC."
        )
