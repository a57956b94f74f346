"""Writes: authorities and the lists they stand on."""

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.people.faults import PeopleError, check_codes
from liaison.people.models import Authority, DistributionList, Membership, Officer

log = logging.getLogger(__name__)

AUTHORITY_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9][A-Z0-9-]{0,30}")
LIST_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,78}")
PUBLIC = "public"  # the audience of everybody, which no list may be named after


def create_authority(
    *, code: str, name: str, country: str, roles: Sequence[str], hosted: bool = False
) -> Authority:
    """Enter an authority; a hosted one signs here once it has a key.

    Raises:
        PeopleError: the code is taken or not of the form XN-CDC, or a role or country is not known.
    """
    if not AUTHORITY_CODE.fullmatch(code):
        raise PeopleError(_("this is no code of an authority"), value=code, remedy=_("Write it like XN-CDC."))
    if Authority.objects.filter(code=code).exists():
        raise PeopleError(
            _("this authority is entered already"), value=code, remedy=_("Choose another code.")
        )
    check_codes("country", [country])
    check_codes("authority_role", roles)
    log.info("authority %s entered", code)
    return Authority.objects.create(code=code, name=name, country=country, roles=list(roles), hosted=hosted)


def create_list(
    *, name: str, title: str, owner: Authority, members: Iterable[Authority], moment: datetime
) -> DistributionList:
    """Open a distribution list with its first members.

    Raises:
        PeopleError: the name is taken, reserved, or not of lower-case words joined by hyphens.
    """
    if not LIST_NAME.fullmatch(name) or name == PUBLIC:
        raise PeopleError(
            _("this cannot name a list"), value=name, remedy=_("Write lower-case words joined by hyphens.")
        )
    if DistributionList.objects.filter(name=name).exists():
        raise PeopleError(_("this list is there already"), value=name, remedy=_("Choose another name."))
    with transaction.atomic():
        opened = DistributionList.objects.create(name=name, title=title, owner=owner)
        for authority in members:
            join_list(distribution_list=opened, authority=authority, moment=moment)
    return opened


def join_list(
    *,
    distribution_list: DistributionList,
    authority: Authority,
    moment: datetime,
    decided_by: Officer | None = None,
) -> Membership:
    """Put an authority on a list from a moment on.

    Raises:
        PeopleError: it is on the list already, or was at that moment.
    """
    stays = distribution_list.memberships.filter(authority=authority)
    if stays.filter(until__isnull=True).exists() or stays.filter(until__gt=moment).exists():
        raise PeopleError(
            _("this authority is on the list already"), value=authority.code, remedy=_("Nothing needs doing.")
        )
    log.info("authority %s joins list %s", authority.code, distribution_list.name)
    return Membership.objects.create(
        list=distribution_list, authority=authority, since=moment, decided_by=decided_by
    )


def leave_list(*, distribution_list: DistributionList, authority: Authority, moment: datetime) -> Membership:
    """Take an authority off a list at a moment; its stay remains in the history.

    Raises:
        PeopleError: it is not on the list, or came on it after that moment.
    """
    stay = distribution_list.memberships.filter(
        authority=authority, until__isnull=True, since__lte=moment
    ).first()
    if stay is None:
        raise PeopleError(
            _("this authority is not on the list"), value=authority.code, remedy=_("Nothing needs doing.")
        )
    stay.until = moment
    stay.save(update_fields=["until"])
    log.info("authority %s leaves list %s", authority.code, distribution_list.name)
    return stay
