import pyarrow as pa
import pytest
from tests.api.conftest import Ask
from tests.records.makers import Region, hit_only, marking, publish

from liaison.kernel.policy import Level, Tlp
from liaison.records.audit import uses
from liaison.records.projection import project

SHIP = {"Thing.name": "Corriente Azul", "Vessel.imo": "9074729"}


def seizure(drug: str, day: str) -> dict[str, str]:
    return {"Seizure.drug": drug, "Seizure.date": day, "Seizure.country": "XN"}


def test_an_entity_carries_its_marking(region: Region, ask: Ask) -> None:
    policy = marking(region.north, "group", level=Level.LIMITED, tlp=Tlp.AMBER)
    key, record = publish(region.north, "Vessel", SHIP, policy=policy)
    answer = ask(region.south, f"entities/{key}")
    assert answer.status_code == 200
    assert answer["Liaison-Marking"] == "LIMITED; TLP:AMBER"
    body = answer.json()
    assert body["marking"]["level"] == "limited"
    assert body["originators"] == ["XN-CDC"]
    name = next(s for s in body["entity"]["statements"] if s["property"] == "Thing.name")
    assert (name["value"], name["author"], name["id"]) == ("Corriente Azul", "XN-CDC", f"{record}.1")
    assert name["marking"]["audience"] == ["group"]


def test_what_is_hidden_reads_like_what_is_not_there(region: Region, ask: Ask) -> None:
    key, _ = publish(region.north, "Vessel", SHIP, policy=marking(region.north, "pair"))
    hidden, nothing = ask(region.east, f"entities/{key}"), ask(region.east, "entities/" + "0" * 32)
    assert hidden.status_code == nothing.status_code == 404
    assert hidden["Content-Type"] == "application/problem+json"
    assert hidden.json() | {"value": "", "detail": ""} == nothing.json() | {"value": "", "detail": ""}
    assert hidden.json()["remedy"] == "Search for it."


def test_a_list_is_filtered_and_paged(region: Region, ask: Ask) -> None:
    for day in range(1, 6):
        publish(region.north, "Seizure", seizure("cocaine", f"2016-03-0{day}"))
        publish(region.north, "Seizure", seizure("heroin", f"2016-03-0{day}"))
    first = ask(region.south, "kinds/Seizure/entities", drug="cocaine", limit="2").json()
    assert first["next"] == 2
    last = ask(region.south, "kinds/Seizure/entities", drug="cocaine", limit="3", offset="2").json()
    assert last["next"] is None
    days = [item["values"]["date"]["value"] for item in first["items"] + last["items"]]
    assert days == [f"2016-03-0{day}" for day in range(5, 0, -1)]
    narrow = ask(region.south, "kinds/Seizure/entities", since="2016-03-02", until="2016-03-03").json()
    assert len(narrow["items"]) == 4


def test_a_search_says_by_what_it_was_found(region: Region, ask: Ask) -> None:
    _, record = publish(region.north, "Vessel", SHIP)
    found = ask(region.south, "search", words="coriente").json()
    assert [item["matched"] for item in found["items"]] == [f"{record}.1"]


def test_a_hit_names_the_owner_and_nothing_else(region: Region, ask: Ask) -> None:
    publish(region.north, "Vessel", SHIP, policy=hit_only(region.north))
    found = ask(region.east, "search", words="9074729").json()
    assert (found["items"], found["hits"]) == ([], [{"kind": "Vessel", "authority": "XN-CDC"}])


def test_counts_and_tables_hold_what_the_viewer_may_see(region: Region, ask: Ask) -> None:
    publish(region.north, "Seizure", seizure("cocaine", "2016-03-01"))
    publish(region.north, "Seizure", seizure("heroin", "2016-03-01"), policy=marking(region.north, "pair"))
    project()
    assert ask(region.south, "kinds/Seizure/count").json()["counts"] == {"": 2}
    assert ask(region.east, "kinds/Seizure/count", by="drug").json()["counts"] == {"cocaine": 1}
    answer = ask(region.east, "kinds/Seizure/table", columns="drug,date")
    table = pa.ipc.open_stream(answer.content).read_all()
    assert table.column("drug").to_pylist() == ["cocaine"]
    assert b"heroin" not in answer.content
    assert table.schema.metadata[b"Liaison-Marking"].decode() == answer["Liaison-Marking"]
    written = ask(region.east, "kinds/Seizure/table", columns="drug,date", format="csv")
    lines = written.content.decode("utf-8-sig").splitlines()
    assert lines[0] == f"Liaison-Marking: {written['Liaison-Marking']}"
    assert [line.split(",")[1:3] for line in lines[-2:]] == [["drug", "date"], ["cocaine", "2016-03-01"]]


def test_links_come_with_their_statement(region: Region, ask: Ask) -> None:
    ship, _ = publish(region.north, "Vessel", SHIP)
    other, _ = publish(region.north, "Vessel", {"Thing.name": "Garza", "Thing.sameAs": ship})
    links = ask(region.south, f"entities/{ship}/links").json()["links"]
    assert [(link["from"], link["to"]) for link in links] == [(other, ship)]


def test_kinds_are_told(region: Region, ask: Ask) -> None:
    kinds = {kind["name"]: kind for kind in ask(region.south, "kinds").json()["kinds"]}
    assert any(prop["id"] == "Seizure.drug" for prop in kinds["Seizure"]["properties"])


def test_every_reading_stands_in_the_log(region: Region, ask: Ask) -> None:
    key, _ = publish(region.north, "Vessel", SHIP)
    ask(region.south, f"entities/{key}")
    use = uses(limit=1)[0]
    assert (use.officer, use.purpose, use.case, use.subject) == ("XV-POL V-03", "investigation", "C-1", key)


@pytest.mark.parametrize(
    ("path", "query", "status", "says"),
    [
        ("kinds/Sezure/entities", {}, 404, "Seizure"),
        ("kinds/Seizure/entities", {"drog": "cocaine"}, 404, "drug"),
        ("kinds/Seizure/entities", {"drug": "cocane"}, 422, "cocaine"),
        ("kinds/Seizure/entities", {"limit": "201"}, 422, "200"),
        ("kinds/Seizure/entities", {"offset": "-1"}, 422, "0"),
        ("kinds/Seizure/entities", {"since": "yesterday"}, 422, "date"),
        ("kinds/Seizure/count", {"by": "drog"}, 404, "drug"),
        ("kinds/Seizure/table", {"columns": "drug,drog"}, 404, "drug"),
        ("search", {"words": ""}, 422, "words"),
        ("search", {"words": "a", "kind": "Sezure"}, 404, "Seizure"),
        ("audit", {}, 403, ""),
    ],
)
def test_a_refusal_names_value_reason_and_remedy(  # noqa: PLR0913, PLR0917 - a row of the table
    region: Region, ask: Ask, path: str, query: dict[str, str], status: int, says: str
) -> None:
    answer = ask(region.south, path, **query)
    assert answer.status_code == status
    assert says in answer.content.decode()
    if status != 403:
        assert answer["Content-Type"] == "application/problem+json"
        assert {"title", "status", "reason", "remedy"} <= answer.json().keys()
