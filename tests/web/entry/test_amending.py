"""Correcting and withdrawing what the own authority said, and joining two things."""

import pytest
from django.test import Client
from tests.records.makers import stored
from tests.web.entry.filling import MARKING, form_of, page_of, send
from tests.web.markup import faults
from tests.web.scene import Scene

from liaison.people.models import Officer
from liaison.records.models import Draft, Record
from liaison.records.seen import Entity
from liaison.records.view import open_view


def thing(officer: Officer, key: str) -> Entity:
    found = open_view(officer, purpose="investigation").entity(key)
    assert found is not None
    return found


def address(scene: Scene, name: str, verb: str, author: str = "XN-CDC") -> str:
    said = next(s for s in thing(scene.northmark, scene.ship).values(name) if s.author == author)
    return f"/entity/{scene.ship}/statement/{said.id}/{verb}/"


def test_a_value_is_corrected_with_a_reason(northmark: Client, scene: Scene) -> None:
    page = address(scene, "flag", "correct")
    assert faults(page_of(northmark, page)) == []
    answer = northmark.post(page, {"value": "Costa Serena", "reason": "read from the register"})
    assert answer.url == f"/entity/{scene.ship}/"  # type: ignore[attr-defined]
    ship = thing(scene.vesper, scene.ship)
    assert {(s.author, s.text) for s in ship.values("flag")} == {("XN-CDC", "XC"), ("XV-POL", "XI")}
    assert "read from the register" in {former.reason for former in ship.former}


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"value": "Nowhere", "reason": "x"}, "Nowhere"),
        ({"value": "XC", "reason": " "}, "no reason is given"),
        ({}, "nothing is written here"),
    ],
)
def test_a_faulty_correction_changes_nothing(
    northmark: Client, scene: Scene, sent: dict[str, str], text: str
) -> None:
    before = stored(Record)
    answer = northmark.post(address(scene, "flag", "correct"), sent)
    assert answer.status_code == 400
    assert text in answer.content.decode()
    assert stored(Record) == before


def test_a_value_is_withdrawn_with_a_reason(northmark: Client, scene: Scene) -> None:
    page = address(scene, "flag", "withdraw")
    assert faults(page_of(northmark, page)) == []
    assert northmark.post(page, {"reason": ""}).status_code == 400
    northmark.post(page, {"reason": "it was another ship"})
    assert [s.author for s in thing(scene.northmark, scene.ship).values("flag")] == ["XV-POL"]
    assert northmark.get(page).status_code == 404


@pytest.mark.parametrize("verb", ["correct", "withdraw"])
def test_what_others_said_is_theirs(northmark: Client, scene: Scene, verb: str) -> None:
    page = address(scene, "flag", verb, "XV-POL")
    before = stored(Record)
    for answer in (northmark.get(page), northmark.post(page, {"value": "XN", "reason": "x"})):
        assert answer.status_code == 403
        assert "Ask Vesper Islands Police to change it" in answer.content.decode()
        assert "XV-POL" in answer.content.decode()
    assert stored(Record) == before


@pytest.mark.parametrize("verb", ["correct", "withdraw"])
def test_what_may_not_be_seen_is_not_there(northmark: Client, scene: Scene, verb: str) -> None:
    secret = open_view(scene.vesper, purpose="investigation").entity(scene.secret)
    assert secret is not None
    for key, statement in ((scene.secret, secret.statements[0].id), (scene.ship, "x"), ("0" * 32, "0.0")):
        assert northmark.get(f"/entity/{key}/statement/{statement}/{verb}/").status_code == 404
    assert northmark.get(f"/entity/{scene.secret}/same/").status_code == 404


def test_two_are_joined_for_those_who_may_know_and_parted_again(
    northmark: Client, vesper: Client, scene: Scene
) -> None:
    send(
        northmark,
        "/record/new/Vessel/",
        "on",
        **{"0-name": "Corriente Asul", "0:source": "B", "0:information": "3"},
    )
    draft = Draft.objects.get()
    send(northmark, f"/drafts/{draft.pk}/marking/", "on", **MARKING)
    twin = northmark.post(
        f"/drafts/{draft.pk}/sign/", form_of(northmark, f"/drafts/{draft.pk}/sign/")
    ).url.split("/")[2]  # type: ignore[attr-defined]
    page = f"/entity/{scene.ship}/same/"
    assert twin in northmark.get(f"{page}?q=Corriente+Asul").content.decode()
    form = northmark.post(page, {"other": twin}).url  # type: ignore[attr-defined]
    send(northmark, form, "on", **{"0:source": "B", "0:information": "3"})
    join = Draft.objects.get()
    send(northmark, f"/drafts/{join.pk}/marking/", "on", **{**MARKING, "lists": ["only:XN-CDC"]})
    northmark.post(f"/drafts/{join.pk}/sign/", form_of(northmark, f"/drafts/{join.pk}/sign/"))
    assert set(thing(scene.northmark, scene.ship).keys) == {scene.ship, twin}
    assert thing(scene.vesper, scene.ship).keys == (scene.ship,)
    back = next(n["href"] for n in page_of(northmark, page).all("a") if n["href"].endswith("/withdraw/"))
    northmark.post(back, {"reason": "two ships after all"})
    assert thing(scene.northmark, scene.ship).keys == (scene.ship,)


def test_a_thing_is_not_joined_with_itself_or_with_what_is_unseen(northmark: Client, scene: Scene) -> None:
    for other in (scene.ship, scene.secret, "0" * 32):
        answer = northmark.post(f"/entity/{scene.ship}/same/", {"other": other})
        assert answer.status_code == 200
    assert faults(page_of(northmark, f"/entity/{scene.ship}/same/")) == []
