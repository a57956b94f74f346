"""Authorities and the keys they sign with."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.kernel.keys import VerifyKey, fingerprint
from liaison.people.models import Authority, AuthorityKey
from liaison.people.requests import OfficerRequest
from liaison.people.services import create_authority, revoke_key, rotate_key
from liaison.web.administration.changing import administers, carried_out
from liaison.web.administration.forms import NewAuthorityForm
from liaison.web.frame import page


@administers
def authorities(request: OfficerRequest) -> HttpResponse:
    """All authorities that this node knows, and a form for a further one."""
    form = NewAuthorityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if carried_out(
            request,
            lambda: create_authority(**form.cleaned_data),
            subject=f"authority {code} entered",
            done=_("%(code)s is entered.") % {"code": code},
        ):
            return redirect("authority", code)
    listed = list(Authority.objects.prefetch_related("keys", "officers"))
    words = ngettext("This node knows %(n)d authority", "This node knows %(n)d authorities", len(listed))
    now = timezone.now()
    return page(
        request,
        "administration/authorities.html",
        form=form,
        headline=words % {"n": len(listed)},
        rows=[(each, _valid(each, now), len(each.officers.all())) for each in listed],
    )


def _valid(authority: Authority, now: datetime) -> int:
    """How many of its keys hold now."""
    return sum(
        key.not_before <= now < key.not_after and not _is_revoked(key, now) for key in authority.keys.all()
    )


def _is_revoked(key: AuthorityKey, now: datetime) -> bool:
    return key.revoked is not None and key.revoked <= now


def key_state(key: AuthorityKey, now: datetime) -> str:
    """Whether a key holds, in a word."""
    if _is_revoked(key, now):
        return _("revoked")
    if key.not_after <= now:
        return _("ended")
    return _("valid") if key.not_before <= now else _("not begun")


@administers
def authority(request: OfficerRequest, code: str) -> HttpResponse:
    """One authority, with its keys."""
    found = get_object_or_404(Authority, code=code)
    if request.method == "POST":
        carried_out(
            request,
            lambda: rotate_key(authority=found, moment=timezone.now()),
            subject=f"key of {code} rotated",
            done=_("A new key signs from now on. The one before stays valid for thirty days."),
        )
        return redirect("authority", code)
    now = timezone.now()
    return page(
        request,
        "administration/authority.html",
        authority=found,
        keys=[(key, key_state(key, now), _fingerprint(key)) for key in reversed(found.keys.all())],
        headline=_headline(found, now),
        lists=[stay.list for stay in found.memberships.filter(until__isnull=True).select_related("list")],
    )


def _headline(authority: Authority, now: datetime) -> str:
    if not authority.hosted:
        return _("%(name)s signs on a node of its own") % {"name": authority.name}
    if not _valid(authority, now):
        return _("%(name)s cannot sign: no key is valid") % {"name": authority.name}
    return _("%(name)s signs on this node") % {"name": authority.name}


def _fingerprint(key: AuthorityKey) -> str:
    """What two people compare before they trust a key."""
    return fingerprint(VerifyKey(bytes(key.public)))


@administers
def key_revoke(request: OfficerRequest, code: str, key_id: str) -> HttpResponse:
    """Ask, then trust nothing more that a key signs."""
    key = get_object_or_404(AuthorityKey, authority__code=code, key_id=key_id, revoked__isnull=True)
    if request.method == "POST":
        carried_out(
            request,
            lambda: revoke_key(key=key, moment=timezone.now()),
            subject=f"key {key_id} of {code} revoked",
            done=_("The key is revoked. Nothing signed with it from now on is trusted."),
        )
        return redirect("authority", code)
    return page(
        request,
        "administration/key_revoke.html",
        key=key,
        authority=key.authority,
        fingerprint=_fingerprint(key),
    )
