"""Analyses of what was seized, by laboratories that do not always agree, and laboratories found in hiding."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from liaison.demo.chapters.offices import office_key
from liaison.demo.chapters.seizures import SEIZURE
from liaison.demo.content import sites, state_of
from liaison.demo.plan import PLAIN, SURE, How, Known, RegionPlan, Sketch, happens

if TYPE_CHECKING:
    from random import Random

_METHODS = ("gc-ms", "lc-ms", "ftir")
_OTHERWISE = ("Caffeine", "Ketamine", "Methamphetamine", "Mephedrone")
_LONGEST_WAIT = 40  # days from a seizure to its analysis
_RAIDED_BY = ("XV-POL", "XI-POL", "XC-CG", "XN-CUS")


def plan_laboratories(plan: RegionPlan) -> None:
    """Enter analyses of some seizures, and clandestine laboratories."""
    dice = plan.dice("laboratories")
    settled = plan.today - timedelta(days=_LONGEST_WAIT)
    seizures = [seizure for seizure in plan.known(SEIZURE) if seizure.day < settled]
    for number, seizure in enumerate(dice.sample(seizures, min(plan.many(200), len(seizures)))):
        _enter_analysis(plan, dice, seizure, number)
    for _ in range(plan.many(12)):
        _enter_hidden_laboratory(plan, dice)


def _enter_analysis(plan: RegionPlan, dice: Random, seizure: Known, number: int) -> None:
    author = dice.choice(["XI-LAB", "XI-LAB", "XN-EWF"])
    day = seizure.day + timedelta(days=dice.randrange(2, _LONGEST_WAIT))
    sketch = Sketch(plan, dice, author, day, dice.choice(["laboratories", "region", "region"]))
    analysis = sketch.about("LaboratoryAnalysis")
    sketch.say(analysis, "reference", f"{day:%y}-{state_of(author)}-L{number:04d}", SURE)
    sketch.say(analysis, "date", day.isoformat(), SURE)
    sketch.say(analysis, "seizure", seizure.key, SURE)
    sketch.say(analysis, "drug", _found(dice, seizure), SURE)
    sketch.say(analysis, "purity", f"{dice.randrange(20, 950) / 10} %", SURE)
    sketch.say(analysis, "method", dice.choice(_METHODS), SURE)
    sketch.say(analysis, "laboratory", office_key(plan, author), SURE)
    sketch.close("early-warning")


def _found(dice: Random, seizure: Known) -> str:
    """What the officers took it for; one time in fifteen the laboratory says otherwise."""
    return seizure.texts["drug"] if happens(dice, 0.93) else dice.choice(_OTHERWISE)


def _enter_hidden_laboratory(plan: RegionPlan, dice: Random) -> None:
    author = dice.choice(_RAIDED_BY)
    day = plan.day(dice)
    sketch = Sketch(plan, dice, author, day, "region-restricted")
    found = sketch.about("ClandestineLaboratory")
    country = state_of(author)
    sketch.say(found, "date", day.isoformat(), SURE)
    sketch.say(found, "country", country, SURE)
    sketch.say(found, "place", dice.choice(sites(country, "city")).text, SURE)
    sketch.say(found, "drug", dice.choice(["Methamphetamine", "Amphetamine", "Cocaine"]), PLAIN)
    sketch.say(found, "laboratoryType", dice.choice(["synthesis", "cutting", "tableting", "storage"]), PLAIN)
    sketch.say(found, "siteStatus", "dismantled", SURE)
    sketch.say(found, "authority", office_key(plan, author), SURE)
    sketch.write(found, "note", "opinion", How("B3", opinion=True))
    sketch.close("investigation")
