"""The services themselves, as things that records refer to: each states its own name, publicly."""

from __future__ import annotations

from liaison.demo.content import content, state_of
from liaison.demo.plan import SURE, RegionPlan, Sketch

OFFICE = "PublicBody"


def plan_offices(plan: RegionPlan) -> None:
    """Enter every authority of the region as a public body."""
    dice = plan.dice("offices")
    for code, row in content("authorities")["authorities"].items():
        sketch = Sketch(plan, dice, code, plan.beginning, "public")
        office = sketch.about(OFFICE)
        sketch.say(office, "name", row["name"], SURE)
        sketch.say(office, "country", state_of(code), SURE)
        for role in row["roles"]:
            sketch.say(office, "authorityRole", role, SURE)
        sketch.close("policy-monitoring", introduces=OFFICE)


def office_key(plan: RegionPlan, authority: str) -> str:
    """The key under which an authority stands as a public body."""
    return next(office.key for office in plan.known(OFFICE) if office.author == authority)
