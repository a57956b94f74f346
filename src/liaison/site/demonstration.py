"""What the sign-in page of a demonstration shows: whom a newcomer may be."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from liaison.demo.enrolment import newcomers


def accounts(_request: HttpRequest) -> dict[str, Any]:
    """`demo_accounts` of a demonstration; a template that asks for it makes the list."""
    return {"demo_accounts": newcomers} if settings.LIAISON_DEMO else {}
