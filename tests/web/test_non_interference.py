"""A page is byte for byte the same whether or not something is held back from its reader."""

import re
from datetime import date

import pytest
from django.test import Client
from tests.web.scene import Scene, publish, say

from liaison.kernel.policy import Level, Policy
from liaison.records.payload import new_key

PAGES = [
    "/",
    "/search/?q=corriente+azul",
    "/search/?q=9176187",
    "/records/Vessel/",
    "/records/Seizure/?drug=cocaine",
    "/records/Seizure/?drug=heroin",
    "/entity/{ship}/",
    "/entity/{ship}/?why=1",
    "/entity/{ship}/document.json",
    "/entity/{seizure}/",
    "/records/",
    "/entity/{secret}/",
]
PASSING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|\d\d:\d\d(?: UTC)?')
HIDDEN = [
    Policy(audience=frozenset({"only:XV-POL"})),
    Policy(level=Level.SECRET),
    Policy(purposes=frozenset({"judicial-proceedings"})),
    Policy(review=date(2020, 1, 1), originators=frozenset({"XV-POL"})),
    Policy(nobody=True),
]


def read(client: Client, scene: Scene) -> list[str]:
    answers = [client.get(page.format(**vars(scene))) for page in PAGES]
    return [PASSING.sub("", answer.content.decode()) for answer in answers]


@pytest.mark.parametrize("policy", HIDDEN, ids=["audience", "clearance", "purpose", "review", "nobody"])
def test_hidden_record_changes_no_byte(northmark: Client, scene: Scene, policy: Policy) -> None:
    before = read(northmark, scene)
    publish(
        scene.vesper,
        policy,
        [(scene.ship, "Vessel"), (scene.seizure, "Seizure"), (new_key(), "Vessel"), (new_key(), "Seizure")],
        say(0, "Thing.name", "Corriente Azul Dos", "A1"),
        say(0, "Vessel.flag", "XA", "A1"),
        say(1, "Seizure.drug", "heroin", "A1"),
        say(2, "Thing.name", "Corriente Azul Tres", "A1"),
        say(2, "Thing.sameAs", scene.ship, "A1"),
        say(3, "Seizure.drug", "heroin", "A1"),
        say(3, "Seizure.vessel", scene.ship, "A1"),
    )
    assert read(northmark, scene) == before


def test_visible_record_does_change_the_pages(northmark: Client, scene: Scene) -> None:
    before = read(northmark, scene)
    publish(scene.vesper, Policy(), [(scene.ship, "Vessel")], say(0, "Vessel.flag", "XA", "A1"))
    assert read(northmark, scene) != before
