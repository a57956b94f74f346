"""A small region of States that do not exist, and records in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Model

from liaison.kernel.policy import Existence, Level, Policy
from liaison.people.models import Authority, Officer
from liaison.people.services import create_authority, create_list, create_officer, rotate_key
from liaison.records.fence import node_scope
from liaison.records.payload import DraftRecord, DraftStatement, new_key
from liaison.records.services import publish_record
from liaison.records.view import View, open_view

BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
PURPOSE = "investigation"


@dataclass
class Region:
    """Three authorities with an officer each; north and south share the list `pair`, all share `group`."""

    north: Officer
    south: Officer
    east: Officer

    def view(self, officer: Officer, purpose: str = PURPOSE, moment: datetime | None = None) -> View:
        return open_view(officer, purpose=purpose, moment=moment)


def make_region() -> Region:
    officers = [
        _officer(code, number)
        for code, number in (("XN-CDC", "N-07"), ("XV-POL", "V-03"), ("XT-CUS", "T-01"))
    ]
    north, south, east = (officer.authority for officer in officers)
    create_list(name="pair", title="Pair", owner=north, members=[north, south], moment=BEFORE)
    create_list(name="group", title="Group", owner=north, members=[north, south, east], moment=BEFORE)
    return Region(*officers)


def _officer(code: str, number: str) -> Officer:
    authority = create_authority(code=code, name=code, country=code[:2], roles=[], hosted=True)
    rotate_key(authority=authority, moment=BEFORE)
    Authority.objects.get(code=code).keys.update(not_after=datetime(2100, 1, 1, tzinfo=UTC))
    return create_officer(
        username=number.lower(),
        number=number,
        authority=authority,
        roles=["liaison_officer", "analyst"],
        clearance=Level.RESTRICTED,
        password="a grey heron over the lock",
    )


def marking(officer: Officer, *lists: str, **members: object) -> Policy:
    return Policy(
        audience=frozenset(lists),
        originators=frozenset({officer.authority.code}),
        **members,  # type: ignore[arg-type]
    )


def hit_only(officer: Officer) -> Policy:
    return marking(officer, f"only:{officer.authority.code}", existence=Existence.HIT)


def publish(  # noqa: PLR0913 - what a record says
    officer: Officer,
    kind: str,
    values: dict[str, str],
    *,
    policy: Policy | None = None,
    key: str | None = None,
    tighter: dict[str, Policy] | None = None,
    **evaluation: object,
) -> tuple[str, str]:
    """Publish one subject with ``values`` by property id; return (its key, the record)."""
    key = key or new_key()
    draft = DraftRecord(
        author=officer.authority.code,
        policy=policy or marking(officer, "group"),
        purpose=PURPOSE,
        subjects=[(key, kind)],
        statements=[
            DraftStatement(
                subject=0,
                property=name,
                text=text,
                policy=(tighter or {}).get(name),
                source=str(evaluation.get("source", "B")),
                information=str(evaluation.get("information", "2")),
                category=str(evaluation.get("category", "")),
            )
            for name, text in values.items()
        ],
    )
    return key, publish_record(draft=draft, officer=officer)


@node_scope()
def stored(model: type[Model]) -> int:
    """How many rows a table has, whoever may see them."""
    return model._default_manager.count()
