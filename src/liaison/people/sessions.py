"""How long a session lasts, and under which purpose and case it reads."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest

SEEN_EVERY = 60  # seconds; a session is written once a minute at most, not at each request


@receiver(user_logged_in)
def start_session(request: HttpRequest, **_: Any) -> None:
    """Note when a session began; Django has just given it a new key."""
    now = int(time.time())
    request.session.update({"started": now, "seen": now})


def has_ended(session: SessionBase) -> bool:
    """Whether a session was idle too long, or has reached its absolute age."""
    now = time.time()
    idle_out: bool = now - session.get("seen", 0) > settings.LIAISON_IDLE_SECONDS
    aged_out: bool = now - session.get("started", 0) > settings.SESSION_COOKIE_AGE
    return idle_out or aged_out


def note_seen(session: SessionBase) -> None:
    """Move the idle clock."""
    now = int(time.time())
    if now - session.get("seen", 0) >= SEEN_EVERY:
        session["seen"] = now
