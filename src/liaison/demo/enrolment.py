"""Who takes part: authorities with keys, distribution lists with their history, officers with passwords."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from liaison.demo.content import content, state_of
from liaison.demo.plan import YEARS
from liaison.kernel.keys import SigningKey
from liaison.kernel.policy import Level
from liaison.people.services import (
    add_key,
    create_authority,
    create_list,
    create_officer,
    join_list,
    leave_list,
    set_preferences,
)

if TYPE_CHECKING:
    from liaison.people.models import Authority, DistributionList, Officer

_BEFORE = timedelta(days=YEARS * 365)
_KEY_LIFE = timedelta(days=2 * 365)
_OVERLAP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An account that is offered to who looks around: what to type, and who one is then."""

    username: str
    password: str
    authority: str
    roles: tuple[str, ...]


def newcomers() -> tuple[Newcomer, ...]:
    """The accounts shown by the command and on the sign-in page of a demonstration; needs no database."""
    authorities = content("authorities")["authorities"]
    return tuple(
        Newcomer(username, row["password"], authorities[row["authority"]]["name"], tuple(row["roles"]))
        for username, row in content("officers").items()
        if row.get("newcomer")
    )


def enrol_region(*, now: datetime) -> dict[str, Authority]:
    """Enter authorities with their keys, lists and officers; return the authorities by code."""
    authorities = {
        code: _enter_authority(code, row, now) for code, row in content("authorities")["authorities"].items()
    }
    for name, row in content("authorities")["lists"].items():
        _open_list(name, row, authorities, now)
    for username, row in content("officers").items():
        _enter_officer(username, row, authorities[row["authority"]])
    return authorities


def _enter_authority(code: str, row: dict[str, Any], now: datetime) -> Authority:
    authority = create_authority(
        code=code, name=row["name"], country=state_of(code), roles=row["roles"], hosted=True
    )
    start = now - _BEFORE
    while start < now:  # a new key every two years, beside the old one for a month
        add_key(
            authority=authority,
            key=SigningKey.generate(),
            not_before=start,
            not_after=start + _KEY_LIFE + _OVERLAP,
        )
        start += _KEY_LIFE
    return authority


def _open_list(name: str, row: dict[str, Any], authorities: dict[str, Authority], now: datetime) -> None:
    opened = create_list(
        name=name,
        title=row["title"],
        owner=authorities[row["owner"]],
        members=[authorities[code] for code in row["members"]],
        moment=now - _BEFORE,
    )
    for code, days in row.get("joined", {}).items():
        join_list(distribution_list=opened, authority=authorities[code], moment=now - timedelta(days=days))
    for code, stay in row.get("left", {}).items():
        _stay_a_while(opened, authorities[code], stay, now)


def _stay_a_while(
    opened: DistributionList, authority: Authority, stay: dict[str, int], now: datetime
) -> None:
    since, until = (now - timedelta(days=stay[end]) for end in ("since", "until"))
    join_list(distribution_list=opened, authority=authority, moment=since)
    leave_list(distribution_list=opened, authority=authority, moment=until)


def _enter_officer(username: str, row: dict[str, Any], authority: Authority) -> Officer:
    officer = create_officer(
        username=username,
        number=username.upper(),
        authority=authority,
        roles=row["roles"],
        clearance=Level[row["clearance"].upper()],
        password=row["password"],
    )
    set_preferences(
        officer=officer, language=row["language"], time_zone=row["zone"], theme="system", scale="ordinary"
    )
    return officer
