"""Persons, firms and criminal networks, each statement about a person with its category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.demo.content import content, sites, state_of, states
from liaison.demo.identifiers import passport_number
from liaison.demo.markings import fitting
from liaison.demo.names import firm_name, person_name
from liaison.demo.plan import DOUBTED, PLAIN, SURE, How, Known, RegionPlan, Sketch, drawn, happens

if TYPE_CHECKING:
    from datetime import date
    from random import Random

PERSON, FIRM, NETWORK = "Person", "Organisation", "CriminalNetwork"
_CATEGORIES = {"suspect": 5, "contact": 3, "convicted": 2, "professional": 2, "witness": 1}
_AUTHORS = ("XV-POL", "XI-POL", "XA-CUS", "XT-CUS", "XN-CUS", "XC-PRO", "XN-CDC")
_MARKINGS = ("person-atlantic", "person-region", "person-customs", "north-vesper", "almara-thalos")


def plan_parties(plan: RegionPlan) -> None:
    """Enter persons, firms, networks and who is in them."""
    dice = plan.dice("parties")
    for _ in range(plan.many(160)):
        _enter_person(plan, dice)
    for _ in range(plan.many(40)):
        plan_firm(plan, dice, dice.choice(states()), plan.day(dice))
    for name in content("words")["networks"]:
        _enter_network(plan, dice, name)


def _enter_person(plan: RegionPlan, dice: Random) -> Known:
    author, day = dice.choice(_AUTHORS), plan.day(dice)
    sketch = Sketch(plan, dice, author, day, _marking_of(author, dice))
    category = drawn(dice, _CATEGORIES)
    person = sketch.about(PERSON, category=category)
    sketch.say(person, "name", person_name(dice), PLAIN)
    _describe(sketch, dice, person)
    if happens(dice, 0.3):
        opinion = How("C3", opinion=True)
        sketch.write(person, "note", "opinion", opinion)
    return sketch.close("investigation", introduces=PERSON)


def _marking_of(author: str, dice: Random) -> str:
    return dice.choice(fitting(author, *_MARKINGS))


def _describe(sketch: Sketch, dice: Random, person: int) -> None:
    country = dice.choice(states())
    born = str(dice.randrange(1955, 2004))
    sketch.say(person, "birthDate", born if happens(dice, 0.8) else "?", DOUBTED)
    sketch.say(person, "nationality", country, DOUBTED)
    if happens(dice, 0.15):
        sketch.say(person, "nationality", dice.choice(states()), DOUBTED)
    if happens(dice, 0.4):
        sketch.say(person, "passport", passport_number(dice, country), SURE)
    sketch.say(person, "role", dice.choice(content("words")["roles"]), DOUBTED)


def plan_firm(plan: RegionPlan, dice: Random, country: str, day: date) -> Known:
    """Enter a firm from the register of its State."""
    sketch = Sketch(plan, dice, dice.choice(["XA-FIU", "XV-REG", "XA-CUS"]), day, "region")
    firm = sketch.about(FIRM)
    sketch.say(firm, "name", firm_name(dice), SURE)
    sketch.say(firm, "organisationType", dice.choice(["company", "carrier", "shipping-line", "shell"]), PLAIN)
    sketch.say(firm, "registration", f"{country}-{dice.randrange(10000, 99999)}", SURE)
    sketch.say(firm, "country", country, SURE)
    sketch.say(firm, "address", dice.choice(sites(country, "city")).text, PLAIN)
    return sketch.close("investigation", introduces=FIRM)


def _enter_network(plan: RegionPlan, dice: Random, name: str) -> None:
    """A network and its members; the group is known to the region, who belongs to it to fewer."""
    author = dice.choice(["XN-CDC", "XV-POL", "XT-CUS", "XI-POL"])
    sketch = Sketch(plan, dice, author, plan.day(dice), "region-restricted")
    network = sketch.about(NETWORK)
    sketch.say(network, "name", name, PLAIN)
    sketch.say(network, "country", state_of(author), DOUBTED)
    sketch.say(network, "activity", dice.choice(["wholesale", "transport", "retail", "laundering"]), DOUBTED)
    sketch.say(network, "activeSince", str(plan.day(dice).year), DOUBTED)
    entered = sketch.close("investigation", introduces=NETWORK)
    for person in dice.sample(plan.known(PERSON), min(7, len(plan.known(PERSON)))):
        _enter_membership(plan, dice, entered, person)


def _enter_membership(plan: RegionPlan, dice: Random, network: Known, person: Known) -> None:
    day = plan.day(dice)
    sketch = Sketch(plan, dice, person.author, day, _marking_of(person.author, dice))
    membership = sketch.about("Membership", category="suspect")
    sketch.say(membership, "member", person.key, DOUBTED)
    sketch.say(membership, "organisation", network.key, DOUBTED)
    sketch.say(membership, "role", dice.choice(content("words")["roles"]), DOUBTED)
    sketch.say(membership, "period", f"{day.year}", DOUBTED)
    sketch.close("investigation")
