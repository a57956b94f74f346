"""The fabricated region: planned from a seed and a day, then entered into an empty node."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO

from django.db import transaction

from liaison.demo.chapters.history import plan_history
from liaison.demo.chapters.laboratories import plan_laboratories
from liaison.demo.chapters.money import plan_money
from liaison.demo.chapters.offices import plan_offices
from liaison.demo.chapters.parties import plan_parties
from liaison.demo.chapters.seizures import plan_seizures
from liaison.demo.chapters.ships import plan_ships
from liaison.demo.chapters.story import FILES, MEDIA_TYPE, plan_story
from liaison.demo.chapters.work import plan_work
from liaison.demo.enrolment import Newcomer, enrol_region, newcomers
from liaison.demo.plan import RegionPlan
from liaison.demo.storing import append_plan
from liaison.kernel.errors import LiaisonError
from liaison.people.models import Authority
from liaison.records import audit, projection
from liaison.records.attachments import store_attachment

SIZES = {"region": 1.0, "district": 0.1}
"""How much of the region: about 3,500 records, or a tenth for a test."""

_CHAPTERS = (
    plan_offices,
    plan_parties,
    plan_ships,
    plan_seizures,
    plan_laboratories,
    plan_work,
    plan_money,
    plan_story,
    plan_history,
)


class DemoError(LiaisonError):
    """A demonstration that cannot be built here."""


@dataclass(frozen=True, slots=True)
class Region:
    """What was built, and how to sign in."""

    plan: RegionPlan
    newcomers: tuple[Newcomer, ...]


def plan_region(*, seed: int, scale: str, today: date) -> RegionPlan:
    """Plan all records; the same for the same seed, scale and day."""
    plan = RegionPlan(seed, today, SIZES[scale])
    for chapter in _CHAPTERS:
        chapter(plan)
    return plan


def build_region(*, seed: int = 26, scale: str = "region", today: date | None = None) -> Region:
    """Fill a migrated, empty node with the region, wholly or not at all.

    Args:
        seed: another number gives other names, places and quantities.
        scale: a name of `SIZES`.
        today: the day that the region leads up to, in UTC; the present one without it.

    Raises:
        DemoError: the node holds an authority already, or there is no such scale.
    """
    _check(scale)
    day = today or datetime.now(UTC).date()
    plan = plan_region(seed=seed, scale=scale, today=day)
    with transaction.atomic():
        authorities = enrol_region(now=datetime.combine(day, time(), UTC))
        append_plan(plan.records, authorities=authorities)
        _log(plan)
        for file in sorted(FILES.iterdir()):
            store_attachment(stream=BytesIO(file.read_bytes()), media_type=MEDIA_TYPE)
    projection.project()
    return Region(plan, newcomers())


def _check(scale: str) -> None:
    if scale not in SIZES:
        raise DemoError(
            "this is no size of the region", value=scale, remedy=f"Choose one of {', '.join(SIZES)}."
        )
    if (entered := Authority.objects.first()) is not None:
        raise DemoError(
            "this node is not empty",
            value=entered.code,
            remedy="Build the demonstration in a folder of its own: set LIAISON_NODE.",
        )


def _log(plan: RegionPlan) -> None:
    for author in sorted({planned.draft.author for planned in plan.records}):
        count = sum(planned.draft.author == author for planned in plan.records)
        audit.record_use(
            officer="demo",
            authority=author,
            purpose="node-administration",
            case="",
            action="publish",
            subject=f"seed {plan.seed}",
            count=count,
        )
