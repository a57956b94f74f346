"""Writes: the keys with which authorities sign."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.keys import KeyEntry, SigningKey, VerifyKey
from liaison.people.faults import PeopleError
from liaison.people.models import Authority, AuthorityKey
from liaison.people.sealing import seal_secret

log = logging.getLogger(__name__)

LIFE = timedelta(days=2 * 365)
OVERLAP = timedelta(days=30)
"""How long an old key stays valid beside its successor, so that peers who are offline miss nothing."""


def add_key(
    *, authority: Authority, key: SigningKey | VerifyKey, not_before: datetime, not_after: datetime
) -> AuthorityKey:
    """Enter a key of an authority; of a signing key the seed is kept, sealed.

    Raises:
        PeopleError: the key is known already, or would sign for an authority that this node does not host.
        KeyRingError: the period is empty.
    """
    public = key.verify_key if isinstance(key, SigningKey) else key
    KeyEntry(authority.code, public, not_before, not_after)
    if isinstance(key, SigningKey) and not authority.hosted:
        raise PeopleError(
            _("this node does not sign for this authority"),
            value=authority.code,
            remedy=_("Enter its public key only."),
        )
    if AuthorityKey.objects.filter(key_id=public.key_id).exists():
        raise PeopleError(
            _("this key is known already"), value=public.key_id, remedy=_("Generate a new one.")
        )
    log.info("key %s of authority %s entered", public.key_id, authority.code)
    return AuthorityKey.objects.create(
        authority=authority,
        key_id=public.key_id,
        public=public.raw,
        seed=seal_secret(key.seed(), public.key_id) if isinstance(key, SigningKey) else None,
        not_before=not_before,
        not_after=not_after,
    )


def rotate_key(*, authority: Authority, moment: datetime) -> AuthorityKey:
    """Generate the first or the next signing key; the one before stays valid for thirty days.

    Raises:
        PeopleError: this node does not sign for the authority.
    """
    with transaction.atomic():
        authority.keys.filter(seed__isnull=False, not_after__gt=moment + OVERLAP).update(
            not_after=moment + OVERLAP
        )
        return add_key(
            authority=authority, key=SigningKey.generate(), not_before=moment, not_after=moment + LIFE
        )


def revoke_key(*, key: AuthorityKey, moment: datetime) -> None:
    """Trust nothing signed with a key from a moment on; an earlier revocation stands.

    The seed is destroyed: this node cannot sign with it again.
    """
    AuthorityKey.objects.filter(pk=key.pk, revoked__isnull=True).update(revoked=moment, seed=None)
    log.warning("key %s revoked", key.key_id)
