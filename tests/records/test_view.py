from datetime import UTC, date, datetime

import pytest
from tests.records.makers import PURPOSE, Region, hit_only, make_region, marking, publish

from liaison.kernel.policy import Level
from liaison.records.payload import RecordError
from liaison.records.services import correct_statement, withdraw_statement

pytestmark = pytest.mark.django_db

SHIP = {"Thing.name": "Corriente Azul", "Vessel.imo": "9074729"}


@pytest.fixture
def region() -> Region:
    return make_region()


def test_each_viewer_sees_their_own_picture(region: Region) -> None:
    key, _ = publish(region.north, "Vessel", SHIP, policy=marking(region.north, "pair"))
    seen = region.view(region.south).entity(key)
    assert seen is not None
    assert {s.text for s in seen.statements} == set(SHIP.values())
    assert region.view(region.east).entity(key) is None


def test_a_tighter_statement_is_held_back_alone(region: Region) -> None:
    own = marking(region.north, "group", "only:XN-CDC")
    key, _ = publish(region.north, "Vessel", SHIP, tighter={"Vessel.imo": own})
    seen = region.view(region.east).entity(key)
    assert seen is not None
    assert [s.text for s in seen.statements] == ["Corriente Azul"]


def test_clearance_and_purpose_count(region: Region) -> None:
    secret, _ = publish(region.north, "Vessel", SHIP, policy=marking(region.north, level=Level.SECRET))
    customs, _ = publish(
        region.north, "Vessel", SHIP, policy=marking(region.north, purposes=frozenset({"customs-control"}))
    )
    view = region.view(region.south)
    assert view.entity(secret) is None
    assert view.entity(customs) is None
    assert region.view(region.south, "customs-control").entity(customs) is not None


def test_search_forgives_spelling_and_accents(region: Region) -> None:
    key, _ = publish(region.north, "Vessel", {"Thing.name": "Señora de Bogotá", "Vessel.imo": "9074729"})
    for words in ("senora bogota", "Señora", "SENORA DE BOGOTÁ", "senroa", "bogata", "IMO 9074729"):
        found = region.view(region.south).find(words)
        assert [f.entity.key for f in found.items] == [key], words
    assert [f.entity.key for f in region.view(region.south).find("9074729").items] == [key]
    assert region.view(region.south).find("heron").items == ()


def test_search_says_which_statement_matched(region: Region) -> None:
    publish(region.north, "Vessel", SHIP)
    found = region.view(region.south).find("corriente").items[0]
    assert found.matched is not None
    assert found.matched.text == "Corriente Azul"


def test_search_narrows_by_place(region: Region) -> None:
    here, _ = publish(
        region.north, "Seizure", {"Seizure.reference": "26-A", "Seizure.place": "Port of Harrow"}
    )
    there, _ = publish(region.north, "Seizure", {"Seizure.reference": "26-A", "Seizure.country": "XC"})
    view = region.view(region.south)
    assert {f.entity.key for f in view.find("26-A").items} == {here, there}
    assert [f.entity.key for f in view.find("26-A", place="harow").items] == [here]
    assert [f.entity.key for f in view.find("26-A", place="Costa Serena").items] == [there]
    assert view.find("26-A", place="26-A").items == ()


def test_a_hidden_statement_is_not_found(region: Region) -> None:
    publish(region.north, "Vessel", SHIP, policy=marking(region.north, "only:XN-CDC"))
    page = region.view(region.south).find("corriente")
    assert (page.items, page.hits, page.total) == ((), (), 0)


def test_hit_or_no_hit_names_the_authority_and_nothing_else(region: Region) -> None:
    publish(region.north, "Vessel", SHIP, policy=hit_only(region.north))
    page = region.view(region.south).find("9074729")
    assert page.items == ()
    assert [(h.kind_name, h.authority) for h in page.hits] == [("Vessel", "XN-CDC")]


def test_same_as_joins_for_those_who_see_it(region: Region) -> None:
    one, _ = publish(region.north, "Vessel", SHIP)
    other, _ = publish(region.north, "Vessel", {"Thing.name": "Luna Mora"})
    publish(region.north, "Vessel", {"Thing.sameAs": other}, key=one, policy=marking(region.north, "pair"))
    joined = region.view(region.south).entity(other)
    assert joined is not None
    assert joined.keys == tuple(sorted([one, other]))
    apart = region.view(region.east).entity(other)
    assert apart is not None
    assert apart.keys == (other,)
    assert len(region.view(region.south).entities("Vessel").items) == 1
    assert len(region.view(region.east).entities("Vessel").items) == 2
    assert region.view(region.south).count("Vessel") == {"": 1}
    assert region.view(region.east).count("Vessel") == {"": 2}


def test_dates_are_obeyed_at_once(region: Region) -> None:
    key, _ = publish(
        region.north, "Vessel", SHIP, policy=marking(region.north, "group", delete=date(2030, 1, 1))
    )
    assert region.view(region.south, moment=datetime(2029, 12, 31, 23, 59, tzinfo=UTC)).entity(key)
    assert region.view(region.south, moment=datetime(2030, 1, 1, tzinfo=UTC)).entity(key) is None
    assert region.view(region.north, moment=datetime(2030, 1, 1, tzinfo=UTC)).entity(key) is None


def test_a_correction_replaces_and_is_history(region: Region) -> None:
    key, _ = publish(region.north, "Vessel", SHIP)
    wrong = next(s for s in _statements(region, key) if s.property == "Thing.name")
    correct_statement(
        statement=wrong.id,
        text="Corriente Azul II",
        original=None,
        reason="misread",
        officer=region.north,
        purpose=PURPOSE,
    )
    entity = region.view(region.south).entity(key)
    assert entity is not None
    assert [s.text for s in entity.values("name")] == ["Corriente Azul II"]
    assert [(s.text, s.reason) for s in entity.former] == [("Corriente Azul", "misread")]


def test_only_the_author_takes_back(region: Region) -> None:
    key, _ = publish(region.north, "Vessel", SHIP)
    name = _statements(region, key)[0]
    with pytest.raises(RecordError, match="no statement of your authority"):
        withdraw_statement(statement=name.id, reason="mine", officer=region.south, purpose=PURPOSE)
    withdraw_statement(statement=name.id, reason="wrong ship", officer=region.north, purpose=PURPOSE)
    assert len(_statements(region, key)) == 1


def test_lineage_joins_what_was_used(region: Region) -> None:
    one, _ = publish(region.north, "Vessel", SHIP, policy=marking(region.north, "group", level=Level.LIMITED))
    publish(region.south, "Vessel", {"Thing.name": "Other"}, policy=marking(region.south, "pair"), key=one)
    view = region.view(region.north)
    assert view.lineage.policies == 0
    view.entity(one)
    assert view.lineage.policy.level is Level.LIMITED
    assert view.lineage.policy.audience == {"group", "pair"}
    assert view.lineage.originators == ("XN-CDC", "XV-POL")


def test_table_and_lists_agree(region: Region) -> None:
    for number in range(30):
        own = marking(region.north, "pair" if number % 3 else "group")
        publish(region.north, "Vessel", {"Thing.name": f"Ship {number}"}, policy=own)
    for officer in (region.south, region.east):
        listed = [f.entity.first("name").text for f in region.view(officer).entities("Vessel").items]  # type: ignore[union-attr]
        table = region.view(officer).table("Vessel", ["name"])
        assert table.column("name").to_pylist() == listed
        assert len(listed) == (30 if officer is region.south else 10)


def _statements(region: Region, key: str) -> list:  # type: ignore[type-arg]
    entity = region.view(region.north).entity(key)
    assert entity is not None
    return list(entity.statements)
