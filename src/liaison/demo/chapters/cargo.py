"""What drugs were carried in: containers with their consignments, vessels, vehicles and parcels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison.demo.chapters.parties import FIRM
from liaison.demo.chapters.ships import VESSEL
from liaison.demo.content import content, sites
from liaison.demo.identifiers import container_number
from liaison.demo.markings import fitting
from liaison.demo.plan import PLAIN, SURE, Known, RegionPlan, Sketch, happens

if TYPE_CHECKING:
    from random import Random

CONTAINER = "Container"
_TYPES = ("general", "reefer", "open-top")


@dataclass(frozen=True, slots=True)
class Journey:
    """Who entered what was carried, on which day, and from where it went by where to where."""

    author: str
    day: date
    path: list[str]


def carrier_of(plan: RegionPlan, dice: Random, carrier: str, journey: Journey) -> Known:
    """The container, vehicle or parcel of a seizure, entered before it; or a vessel that is known."""
    match carrier:
        case "container":
            return _enter_container(plan, dice, journey)
        case "vehicle":
            return _enter_vehicle(plan, dice, journey)
        case "parcel":
            return _enter_parcel(plan, dice, journey)
    return dice.choice(plan.known(VESSEL))


def _sheet(plan: RegionPlan, dice: Random, journey: Journey) -> Sketch:
    under = dice.choice(fitting(journey.author, "customs", "atlantic", "region"))
    return Sketch(plan, dice, journey.author, journey.day, under)


def _enter_vehicle(plan: RegionPlan, dice: Random, journey: Journey) -> Known:
    sketch = _sheet(plan, dice, journey)
    vehicle, country = sketch.about("Vehicle"), dice.choice([journey.path[0], journey.path[2]])
    sketch.say(vehicle, "plate", f"{country}{dice.choice('BDFKLMR')} {dice.randrange(100, 9999)}", SURE)
    sketch.say(vehicle, "country", country, SURE)
    sketch.say(vehicle, "vehicleType", dice.choice(["truck", "trailer", "van", "car"]), SURE)
    return sketch.close("customs-control")


def _enter_parcel(plan: RegionPlan, dice: Random, journey: Journey) -> Known:
    sketch = _sheet(plan, dice, journey)
    parcel = sketch.about("Parcel")
    sketch.say(parcel, "trackingNumber", f"LP{dice.randrange(10**8, 10**9)}{journey.path[0]}", SURE)
    sketch.say(parcel, "goods", dice.choice(content("words")["goods"]), PLAIN)
    sketch.say(parcel, "date", journey.day.isoformat(), SURE)
    sketch.say(parcel, "departureCountry", journey.path[0], SURE)
    sketch.say(parcel, "destinationCountry", journey.path[2], SURE)
    return sketch.close("customs-control")


def _enter_container(plan: RegionPlan, dice: Random, journey: Journey) -> Known:
    seen = journey.day - timedelta(days=dice.randrange(1, 12))
    sketch = _sheet(plan, dice, journey)
    container = sketch.about(CONTAINER)
    sketch.say(container, "number", container_number(dice), SURE)
    sketch.say(container, "containerType", dice.choice(_TYPES), SURE)
    sketch.say(container, "location", dice.choice(sites(journey.path[0], "seaport")).text, PLAIN)
    sketch.say(container, "lastSeen", seen.isoformat(), SURE)
    entered = sketch.close("customs-control", introduces=CONTAINER)
    if happens(dice, 0.33):
        _enter_consignment(plan, dice, journey, entered)
    return entered


def _enter_consignment(plan: RegionPlan, dice: Random, journey: Journey, container: Known) -> None:
    sketch = _sheet(plan, dice, journey)
    consignment = sketch.about("Consignment")
    sketch.say(consignment, "reference", f"BL-{dice.randrange(10**6, 10**7)}", SURE)
    sketch.say(consignment, "goods", dice.choice(content("words")["goods"]), PLAIN)
    sketch.say(consignment, "weight", f"{dice.randrange(4, 26) * 1000} kg", PLAIN)
    sketch.say(consignment, "date", journey.day.isoformat(), SURE)
    sketch.say(consignment, "departureCountry", journey.path[0], SURE)
    sketch.say(consignment, "destinationCountry", journey.path[2], SURE)
    for role, firm in zip(("shipper", "consignee"), dice.sample(plan.known(FIRM), 2), strict=True):
        sketch.say(consignment, role, firm.key, PLAIN)
    sketch.say(consignment, "container", container.key, SURE)
    sketch.close("customs-control")
