"""Writes: access tokens, issued once in the clear and kept as a hash."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from liaison.people.faults import PeopleError
from liaison.people.models import AccessToken, Officer
from liaison.people.selectors import digest_of
from liaison.people.services.officers import check_purpose

LONGEST = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=10)  # a reading request must not write each time


def issue_token(
    *, officer: Officer, purpose: str, case: str, lifetime: timedelta, moment: datetime
) -> tuple[AccessToken, str]:
    """A new token and its characters, which are shown now and never again.

    Raises:
        PeopleError: the officer may not state this purpose, or the lifetime is not within a year.
    """
    check_purpose(officer, purpose)
    if not timedelta() < lifetime <= LONGEST:
        raise PeopleError(
            _("a token lives between one day and one year"),
            value=lifetime.days,
            remedy=_("Choose a shorter time and issue a new token when it ends."),
        )
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        prefix=prefix,
        digest=digest_of(secret),
        officer=officer,
        purpose=purpose,
        case=case,
        created=moment,
        expires=moment + lifetime,
    )
    return token, f"liaison_{prefix}_{secret}"


def revoke_token(*, token: AccessToken, moment: datetime) -> None:
    """End a token now; one that has ended stays as it is."""
    AccessToken.objects.filter(pk=token.pk, revoked__isnull=True).update(revoked=moment)


def note_token_use(*, token: AccessToken, moment: datetime) -> None:
    """Write down when a token was last used, to ten minutes."""
    if token.last_used is None or moment - token.last_used >= USE_NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(last_used=moment)
