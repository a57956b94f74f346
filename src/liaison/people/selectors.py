"""Reads: who an officer is to a policy, who is on a list, which purposes are open, which token is good."""

import hashlib
import hmac
from datetime import datetime

from django.db.models import Q

from liaison.catalogue.codes import vocabulary
from liaison.kernel.policy import Level, Viewer
from liaison.people.models import AccessToken, Authority, Membership, Officer

ONLY = "only:"
"""Prefix of the implicit list on which one authority stands alone."""

TOKEN_MARK = "liaison"  # noqa: S105 - first part of every token, by which scanners find leaked ones


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
    named = Membership.objects.filter(_standing_at(moment), authority=authority).values_list(
        "list__name", flat=True
    )
    return frozenset(named) | {ONLY + authority.code}


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
    mark, _mark_end, rest = raw.partition("_")
    prefix, _prefix_end, secret = rest.partition("_")
    if mark != TOKEN_MARK:
        return None
    token = AccessToken.objects.select_related("officer__authority").filter(prefix=prefix).first()
    if token is None or not hmac.compare_digest(token.digest, digest_of(secret)):
        return None
    running = token.revoked is None and token.created <= moment < token.expires
    allowed = token.officer.is_active and token.purpose in allowed_purposes(token.officer)
    return token if running and allowed else None


def digest_of(secret: str) -> str:
    """SHA-256 of the secret part of a token, which is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
