"""How long a session lasts, and under which purpose and case it reads."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest

from liaison.people.models import Officer
from liaison.people.selectors import allowed_purposes

SEEN_EVERY = 60  # seconds; a session is written once a minute at most, not at each request


@receiver(user_logged_in)
def start_session(request: HttpRequest, user: Officer, **_: Any) -> None:
    """Note when a session began; Django has just given it a new key.

    Who may state one purpose only has stated it by signing in.
    """
    now = int(time.time())
    purposes = allowed_purposes(user)
    request.session.update(
        {"started": now, "seen": now, "purpose": purposes[0] if len(purposes) == 1 else "", "case": ""}
    )


def stated_in(session: SessionBase, officer: Officer) -> tuple[str, str]:
    """Purpose and case of a session; a purpose that the officer's roles no longer allow is gone."""
    purpose = session.get("purpose", "")
    return (purpose, session.get("case", "")) if purpose in allowed_purposes(officer) else ("", "")


def has_ended(session: SessionBase) -> bool:
    """Whether a session was idle too long, or has reached its absolute age."""
    now = time.time()
    idle_out: bool = now - session.get("seen", 0) > settings.LIAISON_IDLE_SECONDS
    aged_out: bool = now - session.get("started", 0) > settings.SESSION_COOKIE_AGE
    return idle_out or aged_out


def has_just_begun(session: SessionBase) -> bool:
    """Whether the sign-in is so fresh that it need not be repeated for something that matters."""
    fresh: bool = time.time() - session.get("started", 0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return fresh


def note_seen(session: SessionBase) -> None:
    """Move the idle clock."""
    now = int(time.time())
    if now - session.get("seen", 0) >= SEEN_EVERY:
        session["seen"] = now
