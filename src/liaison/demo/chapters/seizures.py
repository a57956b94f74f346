"""Seizures of five years along the routes of `routes.yaml`, with their seasons, growth and steps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from liaison.demo.chapters.cargo import Journey, carrier_of
from liaison.demo.chapters.offices import office_key
from liaison.demo.chapters.ships import position
from liaison.demo.content import SEA, Site, content, sites, state_of
from liaison.demo.markings import fitting
from liaison.demo.plan import YEARS, How, RegionPlan, Sketch, drawn, happens

if TYPE_CHECKING:
    from random import Random

SEIZURE = "Seizure"
_NUMBER = 1500
_UNKNOWN = "?"
_MARKINGS = {"region": 5, "atlantic": 4, "customs": 3, "public": 1, "atlantic-counted": 1}
_DAYS = 365
_WEIGHED_FINELY = 10  # below this, to a tenth


@dataclass(frozen=True, slots=True)
class Event:
    """One seizure: on which route, by whom, when, where; a site at sea has no division."""

    route: dict[str, Any]
    author: str
    day: date
    site: Site


def plan_seizures(plan: RegionPlan) -> None:
    """Enter the seizures of every route; each authority numbers its own through the year."""
    dice = plan.dice("seizures")
    events = [event for name in content("routes") for event in _events(plan, dice, name)]
    numbers: dict[tuple[str, int], int] = {}
    for event in sorted(events, key=lambda e: (e.day, e.author)):
        place = (state_of(event.author), event.day.year)
        numbers[place] = numbers.get(place, 0) + 1
        _enter(plan, dice, event, numbers[place])


def _events(plan: RegionPlan, dice: Random, name: str) -> list[Event]:
    route = content("routes")[name]
    span = [plan.beginning + timedelta(days=i) for i in range((plan.today - plan.beginning).days)]
    weights = [_intensity(route, plan.today, day) for day in span]
    days = dice.choices(span, weights, k=plan.many(round(_NUMBER * route["share"])))
    return [_event(dice, route, day) for day in days]


def _intensity(route: dict[str, Any], today: date, day: date) -> float:
    """How many seizures a day brings, relative to others: growth, season, and a step if there was one."""
    age = (today - day).days
    growth = (1 + route["growth"]) ** (YEARS - age / _DAYS)
    season = 1 + route["swing"] * math.cos(2 * math.pi * (day.month - route["peak"]) / 12)
    step = route.get("step")
    return float(growth * season * (step["times"] if step and age <= step["days"] else 1))


def _event(dice: Random, route: dict[str, Any], day: date) -> Event:
    author = drawn(dice, route["seized_by"])
    kind = drawn(dice, route["sites"])
    country = state_of(author)
    places = sites(country, kind) or sites(country, "seaport")
    site = Site(country, "", position(dice)) if kind == SEA else dice.choice(places)
    return Event(route, author, day, site)


def _enter(plan: RegionPlan, dice: Random, event: Event, number: int) -> None:
    sketch = Sketch(plan, dice, event.author, event.day, _marking_of(event, dice))
    seizure = sketch.about(SEIZURE)
    sketch.say(seizure, "reference", f"{event.day:%y}-{state_of(event.author)}-{number:04d}", How("A1"))
    sketch.say(seizure, "date", _written_day(dice, event.day), How("A1"))
    sketch.say(seizure, "country", event.site.country, How("A1"))
    if event.site.division:
        sketch.say(seizure, "division", event.site.division, How("A1"))
    sketch.say(seizure, "place", event.site.text, How("A1"))
    sketch.say(seizure, "authority", office_key(plan, event.author), How("A1"))
    sketch.say(seizure, "drug", drawn(dice, event.route["drugs"]), How("A2"))
    sketch.say(seizure, "quantity", _amount(dice, event.route["amount"]), How("A1"))
    _say_where_found(sketch, dice, seizure, event)
    _say_route(sketch, dice, seizure, event)
    _say_more(sketch, dice, seizure, event)
    sketch.close("investigation", introduces=SEIZURE)


def _marking_of(event: Event, dice: Random) -> str:
    return drawn(dice, {name: _MARKINGS[name] for name in fitting(event.author, *_MARKINGS)})


def _written_day(dice: Random, day: date) -> str:
    """To the day; now and then only the month is known."""
    return day.strftime("%Y-%m") if happens(dice, 0.03) else day.isoformat()


def _amount(dice: Random, amount: dict[str, Any]) -> str:
    weighed = dice.lognormvariate(math.log(amount["median"]), amount["spread"])
    whole = amount["unit"] == "tablet" or weighed > _WEIGHED_FINELY
    return f"{max(weighed, 1):.{0 if whole else 1}f} {amount['unit']}"


def _say_where_found(sketch: Sketch, dice: Random, seizure: int, event: Event) -> None:
    tighter = How("A1", marking=dice.choice([None, None, "region-restricted"]))
    sketch.say(seizure, "hidingPlace", dice.choice(event.route["hiding"]), tighter)
    sketch.say(seizure, "installation", dice.choice(event.route["installations"]), How("A1"))
    sketch.say(seizure, "transport", event.route["transport"], How("A1"))


def _say_route(sketch: Sketch, dice: Random, seizure: int, event: Event) -> None:
    departure, transit, destination = event.route["path"]
    told = happens(dice, 0.62)
    sketch.say(seizure, "departureCountry", departure if told else _UNKNOWN, How("B2"))
    sketch.say(seizure, "destinationCountry", destination if told else _UNKNOWN, How("B3"))
    if told and transit not in (_UNKNOWN, event.site.country):
        sketch.say(seizure, "transitCountry", transit, How("B3"))
    if happens(dice, 0.5):
        sketch.say(seizure, "producingCountry", dice.choice(event.route["producing"]), How("C3"))
    sketch.say(seizure, "routing", _routing(event, departure, destination), How("A2"))


def _routing(event: Event, departure: str, destination: str) -> str:
    if not event.site.division:
        return "international"
    if event.site.country == destination:
        return "inbound"
    if event.site.country == departure:
        return "outbound"
    return "domestic" if departure == _UNKNOWN else "transit"


def _say_more(sketch: Sketch, dice: Random, seizure: int, event: Event) -> None:
    """What only some records have: the load, a vessel, a remark, an opinion."""
    carrier = event.route.get("carrier")
    if carrier and happens(dice, event.route["carrier_known"]):
        journey = Journey(event.author, event.day, event.route["path"])
        carried = carrier_of(sketch.plan, dice, carrier, journey)
        sketch.say(seizure, carrier, carried.key, How("A2", marking=_held_back(dice, event)))
    if happens(dice, 0.2):
        sketch.write(seizure, "note", "source_remark", How("B2", marking="own"))
    if happens(dice, 0.15):
        sketch.write(seizure, "note", "concealment", How("A1", marking="region-restricted"))
    if happens(dice, 0.1):
        sketch.write(seizure, "note", "opinion", How("B3", opinion=True))


def _held_back(dice: Random, event: Event) -> str | None:
    return dice.choice([None, *fitting(event.author, "customs-hit", "atlantic-hit")])
