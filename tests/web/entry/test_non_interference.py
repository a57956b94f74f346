"""What is held back from an officer changes no byte of the pages on which that officer writes."""

import re

import pytest
from django.test import Client
from tests.web.entry.filling import MARKING, begun, form_of, send
from tests.web.scene import Scene, publish, say
from tests.web.test_non_interference import HIDDEN

from liaison.kernel.policy import Policy
from liaison.records.payload import new_key

PASSING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|\d\d:\d\d(?: UTC)?')
PAGES = [
    "/record/new/Vessel/?about={ship}",
    "/record/new/Vessel/?about={secret}",
    "/entity/{ship}/same/",
    "/entity/{ship}/same/?q=luna+mora",
    "/entity/{secret}/same/",
    "/drafts/",
    "/drafts/{draft}/?checked=1",
    "/drafts/{draft}/marking/",
    "/drafts/{draft}/sign/",
    "/import/",
]


@pytest.mark.parametrize("policy", HIDDEN, ids=["audience", "clearance", "purpose", "review", "nobody"])
def test_hidden_record_changes_no_byte(northmark: Client, scene: Scene, policy: Policy) -> None:
    draft = begun(northmark, "on", **{"0-vessel": "Corriente Azul", "0-vessel-link": scene.ship}).pk
    send(northmark, f"/drafts/{draft}/marking/", "on", **MARKING)
    looking = {**form_of(northmark, f"/drafts/{draft}/"), "0-vessel": "Corriente", "0-vessel-link": ""}

    def read() -> list[str]:
        answers = [northmark.get(page.format(**vars(scene), draft=draft)) for page in PAGES]
        answers.append(northmark.post("/record/check/", looking))
        return [PASSING.sub("", answer.content.decode()) for answer in answers]

    before = read()
    publish(
        scene.vesper,
        policy,
        [(scene.ship, "Vessel"), (new_key(), "Vessel")],
        say(0, "Thing.name", "Corriente Azul Dos", "A1"),
        say(1, "Thing.name", "Corriente Azul Tres", "A1"),
        say(1, "Thing.sameAs", scene.ship, "A1"),
    )
    assert read() == before
