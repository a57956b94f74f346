"""Vessels: names over time, flags on which authorities differ, joins that not everybody sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison.demo.chapters.parties import plan_firm
from liaison.demo.content import content, states
from liaison.demo.identifiers import imo_number, radio_identity
from liaison.demo.markings import fitting
from liaison.demo.names import ship_name
from liaison.demo.plan import DOUBTED, PLAIN, SURE, How, Known, RegionPlan, Sketch, happens

if TYPE_CHECKING:
    from random import Random

VESSEL = "Vessel"
_TYPES = ("general-cargo", "fishing", "sailing", "motor-yacht", "go-fast", "container-ship")
_SIGHTED_BY = ("XC-CG", "XV-POL", "XA-CUS", "XI-POL")
_KNOTS = 14


def plan_ships(plan: RegionPlan) -> None:
    """Enter vessels as their registry knows them, as patrols saw them, and as some take them for one."""
    dice = plan.dice("ships")
    for _ in range(plan.many(90)):
        registered = _register(plan, dice)
        if happens(dice, 0.6):
            sighted = _sight(plan, dice, registered)
            if happens(dice, 0.5):
                _join(plan, dice, registered, sighted)


def _register(plan: RegionPlan, dice: Random) -> Known:
    """The extract of a register: certain, and open to the whole region."""
    country, day = dice.choice(states()), plan.day(dice)
    sketch = Sketch(plan, dice, "XV-REG", day, "region")
    ship = sketch.about(VESSEL)
    sketch.say(ship, "name", ship_name(dice), How("A1", observed=day.isoformat()))
    sketch.say(ship, "imo", imo_number(dice), SURE)
    sketch.say(ship, "mmsi", _radio(dice, country), SURE)
    sketch.say(ship, "flag", country, SURE)
    sketch.say(ship, "vesselType", dice.choice(_TYPES), SURE)
    sketch.say(ship, "length", f"{dice.randrange(90, 1400) / 10} m", SURE)
    sketch.say(ship, "built", str(dice.randrange(1984, 2022)), SURE)
    sketch.say(ship, "lastSeen", day.isoformat(), SURE)
    if happens(dice, 0.5):
        sketch.say(ship, "owner", plan_firm(plan, dice, country, day).key, How("A2", marking="boarding"))
    return sketch.close("maritime-operation", introduces=VESSEL)


def _radio(dice: Random, country: str) -> str:
    return radio_identity(dice, content("authorities")["states"][country]["maritime"])


def _sight(plan: RegionPlan, dice: Random, registered: Known) -> Known:
    """A patrol's own record of what may be the same ship, under an earlier name and a flag that differs."""
    author, day = dice.choice(_SIGHTED_BY), plan.day(dice)
    under = dice.choice(fitting(author, "atlantic", "boarding", "atlantic-hit"))
    sketch = Sketch(plan, dice, author, day, under)
    ship = sketch.about(VESSEL)
    same_name = happens(dice, 0.4)
    observed = How("C3", observed=day.isoformat())
    sketch.say(ship, "name", registered.texts["name"] if same_name else ship_name(dice), observed)
    sketch.say(ship, "flag", dice.choice([*states(), "?"]), DOUBTED)
    sketch.say(ship, "lastSeen", day.isoformat(), SURE)
    sketch.say(ship, "lastPosition", position(dice), SURE)
    sketch.say(ship, "speed", f"{dice.randrange(20, 10 * _KNOTS) / 10} kn", PLAIN)
    if happens(dice, 0.3):
        sketch.write(ship, "assessment", "vessel_opinion", How("B3", opinion=True, marking="atlantic-court"))
    if happens(dice, 0.33):
        sketch.write(ship, "note", "source_remark", How("B2", marking="own"))
    return sketch.close("maritime-operation", introduces=VESSEL)


def _join(plan: RegionPlan, dice: Random, one: Known, other: Known) -> None:
    """A same-as statement: who may not read it sees two ships."""
    author, under = dice.choice(
        [("XV-REG", "region"), ("XC-CG", "boarding"), ("XV-POL", "north-vesper"), (other.author, "own")]
    )
    sketch = Sketch(plan, dice, author, _recent(plan, dice), under)
    ship = sketch.about(VESSEL, one.key)
    sketch.say(ship, "sameAs", other.key, PLAIN)
    sketch.close("maritime-operation")


def _recent(plan: RegionPlan, dice: Random) -> date:
    return plan.today - timedelta(days=dice.randrange(2, 400))


def position(dice: Random) -> str:
    """A position in the Atlantic between the States, to the minute."""
    latitude = f"{dice.randrange(4, 36)}°{dice.randrange(60):02d}′ N"
    return f"{latitude} {dice.randrange(18, 45):03d}°{dice.randrange(60):02d}′ W"
