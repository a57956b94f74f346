"""Authorities and officers of States that do not exist, and a telephone that shows codes."""

import base64
import hmac
import struct
import time
from datetime import UTC, datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from liaison.kernel.policy import Level
from liaison.people.models import Authority, Officer
from liaison.people.selectors import allowed_purposes
from liaison.people.services import create_authority, create_officer, issue_token

MOMENT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PASSWORD = "a grey heron over the lock"


def make_authority(code: str = "XN-CDC", *, hosted: bool = True) -> Authority:
    return create_authority(code=code, name=f"Centre {code}", country=code[:2], roles=[], hosted=hosted)


def make_officer(
    authority: Authority,
    number: str = "N-07",
    roles: tuple[str, ...] = ("analyst",),
    level: Level = Level.RESTRICTED,
) -> Officer:
    return create_officer(
        username=f"{authority.code}.{number}".lower(),
        number=number,
        authority=authority,
        roles=roles,
        clearance=level,
        password=PASSWORD,
    )


def make_token(officer: Officer) -> str:
    """An access token good now, for the first purpose that the officer may state."""
    purpose, moment = allowed_purposes(officer)[0], timezone.now() - timedelta(minutes=1)
    return issue_token(
        officer=officer, purpose=purpose, case="26-114", lifetime=timedelta(days=1), moment=moment
    )[1]


def enrol_app(officer: Officer) -> str:
    """Give an officer an app as second factor; the answer is its secret."""
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    return secret


def code_of_app(secret: str, moment: float | None = None) -> str:
    """The six digits an app shows (RFC 6238), written here a second time so that the test stands alone."""
    counter = struct.pack(">Q", int((moment or time.time()) // 30))
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
