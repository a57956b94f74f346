"""What every template knows about who reads."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def reader(request: HttpRequest) -> dict[str, Any]:
    """`officer`, `purpose`, `case` and `capabilities` of the request, and `demo` of the node."""
    return {
        "officer": getattr(request, "officer", None),
        "purpose": getattr(request, "purpose", ""),
        "case": getattr(request, "case", ""),
        "capabilities": getattr(request, "capabilities", frozenset()),
        "demo": settings.LIAISON_DEMO,
    }
