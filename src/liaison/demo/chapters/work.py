"""What services do: cases, operations, arrests that name nobody, and effort, which a trend needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from liaison.demo.chapters.offices import office_key
from liaison.demo.chapters.parties import FIRM
from liaison.demo.chapters.ships import VESSEL
from liaison.demo.content import content, sites, state_of
from liaison.demo.markings import fitting
from liaison.demo.plan import PLAIN, SURE, How, RegionPlan, Sketch

if TYPE_CHECKING:
    from random import Random

_SERVICES = ("XN-CUS", "XV-POL", "XC-CG", "XA-CUS", "XI-POL", "XT-CUS")
_MEASURED = {
    "XC-CG": ("patrol-sea", "day", 22),
    "XV-POL": ("patrol-sea", "day", 9),
    "XT-CUS": ("inspection", "unit", 340),
}
_MONTH = 30.44


def plan_work(plan: RegionPlan) -> None:
    """Enter cases, operations, arrests and effort."""
    dice = plan.dice("work")
    for number in range(plan.many(40)):
        _enter_case(plan, dice, number)
    for name in content("words")["operations"]:
        _enter_operation(plan, dice, name)
    for _ in range(plan.many(90)):
        _enter_arrest(plan, dice)
    for month in range(plan.many(59)):
        for author in _MEASURED:
            _enter_effort(plan, dice, author, month)


def _enter_case(plan: RegionPlan, dice: Random, number: int) -> None:
    author, day = dice.choice(["XN-CDC", "XV-POL", "XC-PRO", "XT-CUS"]), plan.day(dice)
    under = fitting(author, "atlantic", "almara-thalos", "region-restricted")[0]
    sketch = Sketch(plan, dice, author, day, under)
    case = sketch.about("Case")
    sketch.say(case, "reference", f"{day:%y}-{author[-3:]}-{number:03d}", SURE)
    sketch.say(case, "opened", day.isoformat(), SURE)
    sketch.say(case, "status", dice.choice(["open", "open", "prosecution", "trial", "closed"]), SURE)
    sketch.say(case, "country", state_of(author), SURE)
    sketch.say(case, "authority", office_key(plan, author), SURE)
    sketch.say(case, "subject", dice.choice(plan.known(FIRM)).key, PLAIN)
    sketch.close("investigation")


def _enter_operation(plan: RegionPlan, dice: Random, name: str) -> None:
    author, day = dice.choice(_SERVICES), plan.day(dice)
    sketch = Sketch(plan, dice, author, day, "region-restricted")
    operation = sketch.about("Operation")
    sketch.say(operation, "name", name, SURE)
    sketch.say(operation, "date", f"{day:%Y-%m}", SURE)
    sketch.say(operation, "lead", office_key(plan, author), SURE)
    sketch.say(operation, "country", state_of(author), SURE)
    sketch.write(operation, "aim", "operation", SURE)
    target = How("B2", marking=fitting(author, "atlantic-court", "customs")[0])
    sketch.say(operation, "target", dice.choice(plan.known(VESSEL)).key, target)
    sketch.close("investigation")


def _enter_arrest(plan: RegionPlan, dice: Random) -> None:
    """Arrests as a count: where, when, of how many; who they are is not told."""
    author, day = dice.choice(_SERVICES), plan.day(dice)
    sketch = Sketch(plan, dice, author, day, "region")
    arrest = sketch.about("Arrest")
    sketch.say(arrest, "date", day.isoformat(), SURE)
    sketch.say(arrest, "country", state_of(author), SURE)
    sketch.say(arrest, "place", dice.choice(sites(state_of(author), "city")).text, SURE)
    sketch.say(arrest, "persons", str(dice.choice([1, 1, 1, 2, 2, 3, 5])), SURE)
    sketch.say(arrest, "status", dice.choice(["custody", "released", "charged", "convicted"]), SURE)
    sketch.say(arrest, "authority", office_key(plan, author), SURE)
    sketch.close("investigation")


def _enter_effort(plan: RegionPlan, dice: Random, author: str, month: int) -> None:
    kind, unit, usual = _MEASURED[author]
    day = plan.today - timedelta(days=round((month + 1) * _MONTH))
    sketch = Sketch(plan, dice, author, day, "region")
    effort = sketch.about("Effort")
    sketch.say(effort, "effortType", kind, SURE)
    sketch.say(effort, "period", f"{day:%Y-%m}", SURE)
    sketch.say(effort, "quantity", f"{max(1, round(dice.gauss(usual, usual / 5)))} {unit}", SURE)
    sketch.say(effort, "country", state_of(author), SURE)
    sketch.say(effort, "authority", office_key(plan, author), SURE)
    sketch.close("policy-monitoring")
