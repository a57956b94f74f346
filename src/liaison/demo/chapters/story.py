"""The story of `story.yaml`: written by hand, so that each thing a marking can do happens at least once."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from liaison.demo.content import content
from liaison.demo.plan import How, RegionPlan, Sketch, new_key

FILES = Path(__file__).parent.parent / "files"
MEDIA_TYPE = "text/plain"
_DAYS_AGO = re.compile(r"-(?P<days>\d+)d")
_FILE = "file:"


def plan_story(plan: RegionPlan) -> None:
    """Enter the records of the story."""
    dice = plan.dice("story")
    told = content("story")
    names = sorted({name for record in told for name in record["about"]})
    keys = {name: new_key(dice) for name in names}
    for record in told:
        _tell(
            plan, Sketch(plan, dice, record["by"], _day(plan, record["ago"]), record["under"]), record, keys
        )


def _tell(plan: RegionPlan, sketch: Sketch, record: dict[str, Any], keys: dict[str, str]) -> None:
    places: dict[str, int] = {}
    for name, written in record["about"].items():
        kind, _slash, category = written.partition("/")
        places[name] = sketch.about(kind, keys[name], category=category)
    for subject, name, value, how in record["says"]:
        sketch.say(places[subject], name, _value(plan, value, keys), _how(how))
    sketch.close(record["purpose"])


def _day(plan: RegionPlan, ago: int) -> Any:
    return plan.today - timedelta(days=ago)


def _value(plan: RegionPlan, written: str, keys: dict[str, str]) -> str:
    if written.startswith("@"):
        return keys[written[1:]]
    if written.startswith(_FILE):
        digest = hashlib.sha256((FILES / written.removeprefix(_FILE)).read_bytes()).hexdigest()
        return f"{digest} {MEDIA_TYPE}"
    if match := _DAYS_AGO.fullmatch(written):
        return str(_day(plan, int(match["days"])))
    return written.replace("{yy}", f"{plan.today:%y}")


def _how(stated: dict[str, Any]) -> How:
    return How(
        grade=stated["grade"],
        marking=stated.get("under"),
        opinion=stated.get("opinion", False),
        language=stated.get("language", ""),
    )
