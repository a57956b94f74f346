import re
from pathlib import Path

import pytest

from liaison.catalogue import ontology as package
from liaison.catalogue.codes import vocabulary_names
from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import LANGUAGES
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.model import read_ontology

WANTED = {
    "Thing", "Party", "Person", "Organisation", "PublicBody", "CriminalNetwork", "Vessel", "Aircraft",
    "Vehicle",
    "Container", "Parcel", "Consignment", "Place", "Account", "Wallet", "Payment", "Document", "Firearm",
    "Substance", "Seizure", "SeizureItem", "LaboratoryAnalysis", "ClandestineLaboratory", "Cultivation",
    "Operation", "Arrest", "Case", "Effort", "Event", "Membership", "Ownership",
}  # fmt: skip
LABELS = "{en: A, es: A, fr: A, pt: A}"
KIND = f"name: Crate\nlabels: {LABELS}\nplurals: {LABELS}\nhint: {LABELS}\nicon: M0 0\n"
KINDS = sorted(ontology().kinds.values(), key=lambda kind: kind.name)
PROPERTIES = sorted(ontology().properties.values(), key=lambda prop: prop.id)


def test_the_kinds_are_there() -> None:
    assert set(ontology().kinds) == WANTED
    assert {kind.name for kind in KINDS if kind.abstract} == {"Thing", "Party"}
    assert all(kind.is_a("Thing") for kind in KINDS)
    assert ontology().kind("PublicBody").is_a("Party")
    assert not ontology().kind("Vessel").is_a("Party")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_can_be_shown_in_every_language(kind: package.Kind) -> None:
    assert all(kind.label(language) and kind.plural(language) for language in LANGUAGES)
    assert set(kind.hints) == set(LANGUAGES)
    assert re.fullmatch(r"[MLHVCSQTAZmlhvcsqtaz0-9 .,-]+", kind.icon)
    assert kind.title
    assert kind.abstract or kind.summary
    if kind.date:
        assert kind.properties[kind.date].type.name == "date"


@pytest.mark.parametrize("prop", PROPERTIES, ids=lambda prop: prop.id)
def test_a_property_is_whole(prop: package.Property) -> None:
    assert set(prop.labels) == set(LANGUAGES)
    assert set(prop.hints) in (set(), set(LANGUAGES))
    assert re.fullmatch(r"[a-z][A-Za-z]*", prop.name)
    assert (prop.vocabulary in vocabulary_names()) == (prop.type.name == "code")
    assert (prop.target in ontology().kinds) == (prop.type.name == "link") == bool(prop.reverse)
    assert ontology().kind(prop.kind).properties[prop.name] is prop


def test_a_form_begins_with_the_caption_and_ends_with_what_all_kinds_share() -> None:
    names = list(ontology().kind("Seizure").properties)
    assert names[:3] == ["reference", "drug", "quantity"]
    assert names[-1] == "sameAs"
    assert ontology().kind("Vessel").properties["name"].id == "Thing.name"


def test_statements_about_persons_are_known_as_such() -> None:
    assert {kind.name for kind in KINDS if kind.person} == {"Person", "Membership"}


def test_nothing_of_a_person_is_about_health_belief_or_opinion() -> None:
    words = re.compile(
        "health|disease|treatment|addict|religio|politic|ethnic|race|orient|blood|dna", re.IGNORECASE
    )
    for prop in ontology().kind("Person").properties.values():
        assert not words.search(prop.id + prop.label("en"))


def test_a_substance_has_identity_only() -> None:
    words = re.compile("synth|dose|potency|yield|route|structure|smiles|effect", re.IGNORECASE)
    assert not [prop for prop in ontology().kind("Substance").properties.values() if words.search(prop.id)]


def test_kinds_that_join_two_things_name_both_links() -> None:
    edges = {kind.name: kind.edge for kind in KINDS if kind.edge}
    assert edges == {
        "Payment": ("payer", "payee"),
        "Membership": ("member", "organisation"),
        "Ownership": ("owner", "asset"),
    }
    for name, ends in edges.items():
        assert all(ontology().kind(name).properties[end].type.name == "link" for end in ends)


def test_unknown_names_are_refused_with_near_ones() -> None:
    with pytest.raises(CatalogueError, match="no such kind") as caught:
        ontology().kind("Vesel")
    assert "Vessel" in caught.value.remedy
    with pytest.raises(CatalogueError, match="no such property") as caught:
        ontology().property("Seizure.drugs")
    assert "Seizure.drug" in caught.value.remedy
    with pytest.raises(CatalogueError) as caught:
        ontology().kind("###")
    assert "reference" in caught.value.remedy


def properties(rows: str) -> str:
    return f"properties:\n  content:\n    labels: {LABELS}\n    {rows}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (KIND + properties("type: txt"), "Crate.yaml, line 9: there is no such value type. Near it: text"),
        (KIND + properties("type: code"), "“vocabulary”: Crate.yaml, line 8: a key is missing"),
        (
            KIND + properties("type: code\n    vocabulary: drugs"),
            "line 10: there is no such vocabulary. Near it: drug",
        ),
        (KIND + properties("type: text\n    vocabulary: drug"), "line 10: only a code has this key"),
        (
            KIND + properties(f"type: link\n    target: Ship\n    reverse: {LABELS}"),
            "line 10: there is no such target",
        ),
        (
            KIND + properties("type: link\n    target: Crate"),
            "“reverse”: Crate.yaml, line 8: a key is missing",
        ),
        (KIND + properties(f"type: text\n    reverse: {LABELS}"), "line 10: only a link has a reverse label"),
        (KIND + properties("type: quantity\n    dimension: heat"), "line 10: there is no such dimension"),
        (
            KIND + properties("type: text\n    multipel: true"),
            "line 10: this key is not known here. Near it: multiple",
        ),
        (
            KIND + "title: [contents]\n" + properties("type: text"),
            "line 6: there is no such property. Near it: content",
        ),
        (KIND + "date: content\n" + properties("type: text"), "line 6: the leading date is not a date"),
        (KIND + "edge: [content]\n" + properties("type: text"), "line 6: an edge has two links"),
        (KIND + "edge: [content, content]\n" + properties("type: text"), "line 6: an edge has two links"),
        (KIND + "extends: [Box]\n", "line 6: there is no such kind"),
        (KIND + "extends: [Crate]\n", "kinds extend each other in a circle"),
        (KIND.replace("name: Crate", "name: Create"), "line 1: the name is not that of the file"),
        (KIND.replace(f"plurals: {LABELS}\n", ""), "“plurals”: Crate.yaml, line 1: a key is missing"),
        (KIND + "colour: red\n", "line 6: this key is not known here"),
    ],
)
def test_a_wrong_kind_is_refused_with_file_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "Crate.yaml").write_text(text)
    with pytest.raises(CatalogueError) as caught:
        read_ontology(tmp_path)
    assert "Crate.yaml" in str(caught.value)
    assert message in str(caught.value)


def test_a_property_is_defined_in_one_kind_only(tmp_path: Path) -> None:
    (tmp_path / "Crate.yaml").write_text(KIND + properties("type: text"))
    (tmp_path / "Box.yaml").write_text(
        KIND.replace("Crate", "Box") + "extends: [Crate]\n" + properties("type: name")
    )
    with pytest.raises(CatalogueError, match=r"Crate.content and Box.content have one name"):
        read_ontology(tmp_path)


def test_every_icon_differs_in_path() -> None:
    concrete = [kind.icon for kind in KINDS if not kind.abstract]
    assert len(set(concrete)) == len(concrete)
