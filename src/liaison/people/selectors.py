"""Reads: who an officer is to a policy, who is on a list, which purposes, tokens and keys hold."""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.kernel.keys import KeyEntry, KeyRing, SigningKey, VerifyKey
from liaison.kernel.policy import Level, Viewer
from liaison.people.faults import PeopleError
from liaison.people.models import AccessToken, Authority, AuthorityKey, Membership, Officer
from liaison.people.sealing import open_secret

# Asked at each request, so past the ORM: it takes ten times as long to write a query as SQLite to answer.
_LISTS = """
    SELECT l.name FROM people_membership m JOIN people_distributionlist l ON l.id = m.list_id
     WHERE m.authority_id = %s AND m.since <= %s AND (m.until IS NULL OR m.until > %s)"""
_STATE = """
    SELECT t.*, o.*, a.* FROM people_accesstoken t
      JOIN people_officer o ON o.id = t.officer_id JOIN people_authority a ON a.id = o.authority_id
     WHERE t.prefix = %s"""
_MOST_REMEMBERED = 1000
_remembered: dict[str, tuple[tuple[Any, ...], AccessToken]] = {}

ONLY = "only:"
"""Prefix of the implicit list on which one authority stands alone."""

TOKEN = re.compile(r"liaison_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
"""The first word is a mark by which scanners find leaked tokens; prefix and secret follow."""


def viewer_of(officer: Officer, moment: datetime) -> Viewer:
    """The officer as the read decision knows them at a moment."""
    return Viewer(
        officer=str(officer),
        authority=officer.authority.code,
        lists=lists_of(officer.authority, moment),
        clearance=Level(officer.clearance),
        roles=frozenset(officer.roles),
    )


def lists_of(authority: Authority, moment: datetime) -> frozenset[str]:
    """Names of the lists on which an authority stands at a moment, its implicit own one among them."""
    at = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(_LISTS, [authority.pk, at, at])
        named = {name for (name,) in cursor.fetchall()}
    return frozenset(named | {ONLY + authority.code})


def members_of(name: str, moment: datetime) -> frozenset[str]:
    """Codes of the authorities on a list at a moment; an unknown list reaches nobody."""
    if name.startswith(ONLY):
        alone = Authority.objects.filter(code=name.removeprefix(ONLY))
        return frozenset(alone.values_list("code", flat=True))
    standing = Membership.objects.filter(_standing_at(moment), list__name=name)
    return frozenset(standing.values_list("authority__code", flat=True))


def _standing_at(moment: datetime) -> Q:
    return Q(since__lte=moment) & (Q(until__isnull=True) | Q(until__gt=moment))


def allowed_purposes(officer: Officer) -> tuple[str, ...]:
    """Codes of the purposes that the roles of an officer may state, in the order of the vocabulary."""
    return tuple(
        code.code
        for code in vocabulary("purpose").codes.values()
        if not set(officer.roles).isdisjoint(_texts(code.facts.get("roles", ())))
    )


def _texts(fact: object) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else ()


def valid_token(raw: str, moment: datetime) -> AccessToken | None:
    """The token that these characters are, with its officer, if it is good for use at a moment.

    It is not when it has expired or was revoked, when the officer is closed, or when the officer's
    roles no longer allow its purpose.
    """
    written = TOKEN.fullmatch(raw)
    if written is None:
        return None
    prefix, secret = written.groups()
    token = _token(prefix)
    if token is None or not hmac.compare_digest(token.digest, digest_of(secret)):
        return None
    running = token.revoked is None and token.created <= moment < token.expires
    allowed = token.officer.is_active and token.purpose in allowed_purposes(token.officer)
    return token if running and allowed else None


def _token(prefix: str) -> AccessToken | None:
    """The token of this prefix with its officer: as remembered, if no column of theirs has changed since."""
    state = _token_state(prefix)
    if state is None:
        return None
    known = _remembered.get(prefix)
    if known is not None and known[0] == state:
        return known[1]
    token = AccessToken.objects.select_related("officer__authority").get(prefix=prefix)
    if _token_state(prefix) == state:  # else it changed in between, and what was read may be of both
        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        _remembered[prefix] = state, token
    return token


def _token_state(prefix: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [prefix])
        state: tuple[Any, ...] | None = cursor.fetchone()
    return state


def digest_of(secret: str) -> str:
    """SHA-256 of the secret part of a token, which is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_ring() -> KeyRing:
    """Every key this node knows, with the time for which each holds; the ring judges by the moment asked."""
    return KeyRing(
        KeyEntry(key.authority.code, VerifyKey(bytes(key.public)), key.not_before, key.not_after, key.revoked)
        for key in AuthorityKey.objects.select_related("authority")
    )


def signing_key(authority: Authority, moment: datetime) -> SigningKey:
    """The newest key with which this node signs for an authority at a moment.

    Raises:
        PeopleError: this node holds none that is valid.
        SealedSecretError: its seed does not open with the key of this node.
    """
    held = authority.keys.filter(seed__isnull=False, not_before__lte=moment, not_after__gt=moment)
    standing = held.filter(Q(revoked__isnull=True) | Q(revoked__gt=moment))
    newest = standing.order_by("-not_before", "-id").first()
    if newest is None or newest.seed is None:
        raise PeopleError(
            _("this node holds no valid key of this authority"),
            value=authority.code,
            remedy=_("Rotate its key: an operator can do it on the page of authorities."),
        )
    return SigningKey.from_seed(open_secret(bytes(newest.seed), newest.key_id))
