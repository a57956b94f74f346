from django.test import Client
from tests.web.markup import Node, tree
from tests.web.scene import Scene, publish, say

from liaison.kernel.policy import Policy
from liaison.records.payload import new_key


def listed(client: Client, address: str) -> Node:
    return tree(client.get(address).content.decode())


def captions(page: Node) -> list[str]:
    return [cell.text for body in page.all("tbody") for row in body.all("tr") for cell in row.all("th")]


def headline(page: Node) -> str:
    return page.all("h1")[0].text


def test_list_of_a_kind(northmark: Client) -> None:
    page = listed(northmark, "/records/Vessel/")
    assert headline(page) == "1 vessel"
    assert captions(page) == ["Corriente Azul · 9074729"]


def test_filters_come_from_the_kind_and_are_said_in_words(northmark: Client) -> None:
    page = listed(northmark, "/records/Seizure/?drug=Cocaine&since=Nov+2026")
    assert headline(page) == "1 seizure"
    assert "Drug: Cocaine · From day: 1 Nov 2026" in page.text


def test_last_day_is_the_last_of_what_was_written(northmark: Client) -> None:
    assert captions(listed(northmark, "/records/Seizure/?until=2026-11-19"))
    assert captions(listed(northmark, "/records/Seizure/?until=2026"))
    assert not captions(listed(northmark, "/records/Seizure/?until=2026-10"))


def test_filter_that_cannot_be_read_names_the_remedy_at_the_field(northmark: Client) -> None:
    page = listed(northmark, "/records/Seizure/?drug=cocain")
    assert headline(page) == "A filter cannot be read"
    (fault,) = [node for node in page.walk() if node["class"] == "faults"]
    assert "cocaine" in fault.text
    (field,) = [node for node in page.all("input") if node["aria-invalid"]]
    assert fault.all("a")[0]["href"] == f"#{field['id']}"
    assert field["value"] == "cocain"


def test_empty_list_says_which_filter_to_drop(northmark: Client) -> None:
    page = listed(northmark, "/records/Seizure/?country=XN&drug=heroin")
    (drop,) = [node for node in page.all("a") if node.text == "Drop it"]
    assert captions(page) == []
    assert drop["href"].startswith("/records/Seizure/?")
    assert ("country" in drop["href"]) != ("drug" in drop["href"])


def test_fifty_a_page(northmark: Client, scene: Scene) -> None:
    subjects = [(new_key(), "Vehicle") for _ in range(53)]
    named = [say(place, "Thing.name", f"Lorry {place}") for place in range(53)]
    publish(scene.northmark, Policy(), subjects, *named)
    page = listed(northmark, "/records/Vehicle/")
    assert len(captions(page)) == 50
    assert headline(page) == "53 vehicles"
    (older,) = [node["href"] for node in page.all("a") if node.text == "Older"]
    rest = listed(northmark, f"/records/Vehicle/{older}")
    assert len(captions(rest)) == 3
    assert not set(captions(rest)) & set(captions(page))
    assert [node.text for node in rest.all("a") if node.text in ("Older", "Newer")] == ["Newer"]


def test_offset_that_is_no_number_means_the_beginning(northmark: Client) -> None:
    for offset in ("x", "-1", "1e3", "²", "9" * 400):
        assert captions(listed(northmark, f"/records/Vessel/?from={offset}"))


def test_kind_that_is_not_there(northmark: Client) -> None:
    assert northmark.get("/records/Unicorn/").status_code == 404
    assert northmark.get("/records/Thing/").status_code == 404


def test_each_row_carries_its_marking_and_its_weakest_grade(northmark: Client) -> None:
    (row,) = [row for body in listed(northmark, "/records/Vessel/").all("tbody") for row in body.all("tr")]
    assert "TLP:GREEN" in row.text
    assert "B3" in row.text


def test_kinds_are_all_listed(northmark: Client) -> None:
    page = listed(northmark, "/records/")
    assert {"/records/Seizure/", "/records/Wallet/"} <= {node["href"] for node in page.all("a")}
