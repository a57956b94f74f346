from django.test import Client
from tests.web.markup import Node, tree
from tests.web.scene import Scene


def found(client: Client, query: str) -> Node:
    return tree(client.get(f"/search/?{query}").content.decode())


def titles(page: Node) -> list[str]:
    return [node.text for node in page.all("h3")]


def test_slips_of_the_pen_are_forgiven_and_said(northmark: Client) -> None:
    page = found(northmark, "q=coriente+asul")
    assert titles(page)[0].startswith("Corriente Azul")
    assert "Nothing is spelled so" in page.text
    assert [node.text for node in page.all("mark")][:2] == ["Corriente", "Azul"]


def test_identifier_is_found_exactly(northmark: Client) -> None:
    page = found(northmark, "q=IMO+9074729")
    assert "Nothing is spelled so" not in found(northmark, "q=9074729").text
    assert titles(found(northmark, "q=9074729")) == ["Corriente Azul · 9074729"]
    assert titles(found(northmark, "q=9074728")) == []
    assert page.all("h1")


def test_matched_statement_is_shown_with_its_grade_author_and_marking(northmark: Client) -> None:
    (hit,) = [n for n in found(northmark, "q=corriente&kind=Organisation").all("li") if n.all("h3")]
    for part in ("Name:", "A2", "Northmark Centre for Drug Cooperation", "Limited", "TLP:GREEN"):
        assert part in hit.text


def test_results_name_their_kinds_as_links_that_narrow(northmark: Client) -> None:
    addresses = [node["href"] for node in found(northmark, "q=corriente").all("a")]
    assert "/search/?q=corriente&kind=Organisation" in addresses


def test_hit_is_told_where_its_owner_lets_it(northmark: Client, vesper: Client, scene: Scene) -> None:
    (box,) = [node for node in found(northmark, "q=9176187").walk() if node["class"] == "ask"]
    assert "Vesper Islands Police" in box.text
    assert "Luna Mora" not in found(northmark, "q=9176187").text
    assert titles(found(vesper, "q=9176187")) == ["Luna Mora · 9176187"]


def test_nothing_found_says_which_filter_to_drop(northmark: Client) -> None:
    page = found(northmark, "q=corriente&kind=Container")
    assert "Drop “Kind: Container”" in page.text
    assert "/search/?q=corriente" in [node["href"] for node in page.all("a") if node.text == "Drop it"]


def test_words_beyond_the_eighth_are_named(northmark: Client) -> None:
    assert "not “nine ten”" in found(northmark, "q=one+two+three+four+five+six+seven+eight+nine+ten").text


def test_period_narrows(northmark: Client) -> None:
    assert titles(found(northmark, "q=26-XN-0288&since=2026-11-19&until=2026-11"))
    assert not titles(found(northmark, "q=26-XN-0288&until=2025"))
