"""Turning the pages of a list by links."""

from dataclasses import dataclass

from django.http import HttpRequest

from liaison.records.seen import Page

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """Where in a list a page stands, and the addresses of its neighbours."""

    first: int
    last: int
    back: str | None
    on: str | None


def offset_of(request: HttpRequest) -> int:
    """The offset that the address asks for; anything that is no count means the beginning."""
    asked = request.GET.get("from", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 0  # noqa: PLR2004 - a million rows


def turn(request: HttpRequest, found: Page, offset: int, size: int = PAGE_SIZE) -> Turn:
    """The neighbours of a page that starts at `offset`."""
    return Turn(
        first=offset + 1,
        last=offset + len(found.items),
        back=_address(request, max(offset - size, 0)) if offset else None,
        on=_address(request, offset + size) if found.capped else None,
    )


def _address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["from"] = str(offset)
    return f"?{query.urlencode()}"
