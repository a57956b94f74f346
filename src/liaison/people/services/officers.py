"""Writes: officers, what they may do and how they work."""

import logging
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.policy import Level
from liaison.people.faults import PeopleError, check_codes
from liaison.people.models import Authority, Officer, Scale, Theme
from liaison.people.selectors import allowed_purposes

log = logging.getLogger(__name__)


def create_officer(  # noqa: PLR0913 - an account has these six, all by name
    *, username: str, number: str, authority: Authority, roles: Sequence[str], clearance: Level, password: str
) -> Officer:
    """Open an account for an officer, who adds a second factor at the first sign-in.

    Raises:
        PeopleError: the user name or the number is taken, a role is not known, or the password is weak.
    """
    check_codes("role", roles)
    if Officer.objects.filter(username__iexact=username).exists():
        raise PeopleError(_("this user name is taken"), value=username, remedy=_("Choose another one."))
    if Officer.objects.filter(authority=authority, number=number).exists():
        raise PeopleError(
            _("this authority has given this number"), value=number, remedy=_("Choose another one.")
        )
    officer = Officer(
        username=username, number=number, authority=authority, roles=list(roles), clearance=clearance
    )
    take_password(officer, password)
    officer.save()
    log.info("officer %s opened", officer)
    return officer


def take_password(officer: Officer, password: str) -> None:
    """Hash a password onto an officer not yet saved.

    Raises:
        PeopleError: the password is too short, too common or too like the user name.
    """
    try:
        validate_password(password, officer)
    except ValidationError as fault:
        raise PeopleError(_("this password is too weak"), remedy=" ".join(fault.messages)) from fault
    officer.set_password(password)


def set_roles(*, officer: Officer, roles: Sequence[str]) -> None:
    """Give an officer these roles and no others.

    Raises:
        PeopleError: a role is not known.
    """
    check_codes("role", roles)
    officer.roles = list(roles)
    officer.save(update_fields=["roles"])
    log.info("officer %s has roles %s", officer, ", ".join(roles))


def set_clearance(*, officer: Officer, clearance: Level) -> None:
    """Set the highest level that an officer may read."""
    officer.clearance = clearance
    officer.save(update_fields=["clearance"])
    log.info("officer %s has clearance %s", officer, clearance.name)


def set_preferences(*, officer: Officer, language: str, time_zone: str, theme: str, scale: str) -> None:
    """Set the language, time zone and appearance in which an officer works.

    Raises:
        PeopleError: one of them is not offered.
    """
    offered = {language: dict(settings.LANGUAGES), theme: Theme.values, scale: Scale.values}
    for value, choices in offered.items():
        if value not in choices:
            raise PeopleError(_("this is not offered"), value=value, remedy=", ".join(choices))
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise PeopleError(
            _("there is no such time zone"), value=time_zone, remedy=_("Write it like Europe/Lisbon.")
        ) from fault
    officer.language, officer.time_zone, officer.theme, officer.scale = language, time_zone, theme, scale
    officer.save(update_fields=["language", "time_zone", "theme", "scale"])


def disable_officer(*, officer: Officer, moment: datetime) -> None:
    """Close an account: its sessions end with the next request, its tokens now."""
    with transaction.atomic():
        officer.is_active = False
        officer.save(update_fields=["is_active"])
        officer.tokens.filter(revoked__isnull=True).update(revoked=moment)
    log.info("officer %s closed", officer)


def readmit_officer(*, officer: Officer, password: str) -> None:
    """Let in again somebody who lost the second factor or was closed, with a new password.

    The factors are removed and every session ends, since a session holds a hash of the password.

    Raises:
        PeopleError: the password is weak.
    """
    take_password(officer, password)
    with transaction.atomic():
        officer.is_active = True
        officer.save(update_fields=["is_active", "password"])
        Authenticator.objects.filter(user=officer).delete()
    log.info("officer %s readmitted", officer)


def state_purpose(*, session: SessionBase, officer: Officer, purpose: str, case: str) -> None:
    """Read from now on under this purpose and, if one is given, this case.

    Raises:
        PeopleError: none of the officer's roles may state the purpose.
    """
    check_purpose(officer, purpose)
    session.update({"purpose": purpose, "case": case.strip()})


def check_purpose(officer: Officer, purpose: str) -> None:
    """Refuse a purpose that none of the officer's roles may state.

    Raises:
        PeopleError: it is not among them.
    """
    allowed = allowed_purposes(officer)
    if purpose not in allowed:
        raise PeopleError(
            _("your roles may not state this purpose"),
            value=purpose,
            remedy=", ".join(allowed) or _("Ask for a role."),
        )
