import json

from django.test import Client
from tests.web.markup import Node, tree
from tests.web.scene import Scene, publish, say

from liaison.kernel.policy import Policy
from liaison.records.fence import node_scope
from liaison.records.models import Record
from liaison.records.payload import new_key


def sayings(page: Node) -> dict[str, str]:
    return {
        node.all("dt")[0].text: node.all("dd")[0].text
        for node in page.walk()
        if node["class"] == "says" and node.all("dt")
    }


def thing(client: Client, key: str) -> Node:
    return tree(client.get(f"/entity/{key}/").content.decode())


def test_each_value_says_who_when_how_sure_and_how_marked(northmark: Client, scene: Scene) -> None:
    said = sayings(thing(northmark, scene.seizure))["Quantity"]
    for part in (
        "412 kg",
        "B2",
        "Northmark Centre for Drug Cooperation",
        "Restricted",
        "TLP:AMBER",
        "H2",
        "0,412 t",
    ):
        assert part in said


def test_agreement_is_one_value_with_all_its_statements_below(northmark: Client, scene: Scene) -> None:
    said = sayings(thing(northmark, scene.ship))["Name"]
    assert "2 authorities agree" in said
    assert "14 Mar 2023" in said
    assert "Vesper Islands Police" in said


def test_disagreement_stands_beside_and_is_called_so(northmark: Client, scene: Scene) -> None:
    page = thing(northmark, scene.ship)
    (other,) = [node for node in page.walk() if node["class"] == "differs"]
    assert "Ilha Dourada" in other.text
    assert "differs" in other.text
    assert "Vesper Islands" in sayings(page)["Flag"].split("Ilha Dourada")[0]


def test_not_known_has_its_own_face(northmark: Client, scene: Scene) -> None:
    page = thing(northmark, scene.ship)
    assert "not known" in sayings(page)["Built"]
    assert [node.text for node in page.walk() if node["class"] == "unknown"] == ["not known"]


def test_corrected_value_stays_as_history_with_its_reason(northmark: Client, scene: Scene) -> None:
    said = sayings(thing(northmark, scene.ship))["Length"]
    assert said.startswith("88 m")
    for part in ("1 former value", "87.4 m", "measured again", "286 ft 9 in"):
        assert part in said


def test_links_lead_both_ways(northmark: Client, scene: Scene) -> None:
    def ends(key: str) -> list[str]:
        page = thing(northmark, key)
        return [node["href"] for table in page.all("table") for node in table.all("a")]

    assert ends(scene.ship) == [f"/entity/{scene.seizure}/"]
    assert ends(scene.seizure) == [f"/entity/{scene.ship}/"]


def test_what_may_not_be_seen_is_answered_as_what_is_not_there(
    northmark: Client, vesper: Client, scene: Scene
) -> None:
    def told(key: str) -> tuple[int, str]:
        answer = northmark.get(f"/entity/{key}/")
        return answer.status_code, tree(answer.content.decode()).all("main")[0].all("h1")[0].text

    assert told(scene.secret) == told("0" * 32)
    assert told(scene.secret)[0] == 404
    assert "Luna Mora" in thing(vesper, scene.secret).text


def test_band_is_the_join_of_what_was_read(northmark: Client, vesper: Client, scene: Scene) -> None:
    page = thing(vesper, scene.secret)
    (head, foot) = [node for node in page.walk() if node["class"].split()[:1] == ["band"]]
    for band in (head, foot):
        assert band["data-level"] == "restricted"
        assert "Vesper Islands Police only" in band.text
        assert "Atlantic group" not in band.text


def test_why_names_rules_and_originators(northmark: Client, scene: Scene) -> None:
    page = tree(northmark.get(f"/entity/{scene.ship}/?why=1").content.decode())
    assert "2 markings" in page.all("h1")[0].text
    for part in ("Atlantic group", "XN-CDC", "XV-POL", "TLP:AMBER"):
        assert part in page.text


def test_consent_is_asked_of_the_originator_by_others(vesper: Client, scene: Scene) -> None:
    page = tree(vesper.get(f"/entity/{scene.seizure}/?why=1").content.decode())
    rules = dict(zip((n.text for n in page.all("dt")), (n.text for n in page.all("dd")), strict=True))
    assert rules["To pass it on"] == "ask Northmark Centre for Drug Cooperation"


def test_document_for_programs_is_that_of_the_api(northmark: Client, scene: Scene) -> None:
    (link,) = [node for node in thing(northmark, scene.ship).all("a") if node.text == "JSON"]
    told = json.loads(northmark.get(link["href"]).content)["entity"]
    assert {said["property"] for said in told["statements"]} >= {"Thing.name", "Vessel.flag", "Thing.note"}
    assert [said["value"] for said in told["former"]] == ["87.4 m"]
    assert northmark.get(f"/entity/{scene.secret}/document.json").status_code == 404


def test_record_shows_its_statements_about_this_thing(northmark: Client, scene: Scene) -> None:
    with node_scope():
        first = Record.objects.order_by("pk")[0].uuid
    page = tree(northmark.get(f"/entity/{scene.ship}/record/{first}/").content.decode())
    assert page.all("h1")[0].text == "Northmark Centre for Drug Cooperation signed 5 statements about this"
    assert "87.4 m former" in sayings(page)["Length"]


def test_record_that_says_nothing_visible_here_is_not_there(northmark: Client, scene: Scene) -> None:
    with node_scope():
        hidden = Record.objects.order_by("pk")[3].uuid
    for key, record in ((scene.secret, hidden), (scene.ship, hidden), (scene.ship, "0" * 32)):
        assert northmark.get(f"/entity/{key}/record/{record}/").status_code == 404


def test_what_only_joins_two_things_is_looked_through(northmark: Client, scene: Scene) -> None:
    owner, holding = new_key(), new_key()
    publish(
        scene.northmark,
        Policy(),
        [(holding, "Ownership"), (owner, "Organisation")],
        say(0, "Ownership.owner", owner),
        say(0, "Ownership.asset", scene.ship),
        say(1, "Thing.name", "Heron Holding"),
    )
    (row,) = [row for row in thing(northmark, scene.ship).all("tr") if "Heron Holding" in row.text]
    assert [node["href"] for node in row.all("a")] == [f"/entity/{owner}/", f"/entity/{holding}/"]
