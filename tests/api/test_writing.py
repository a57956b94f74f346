from typing import Any

import pytest
from tests.api.conftest import Ask
from tests.records.makers import Region, publish

from liaison.records.fence import node_scope
from liaison.records.models import Record

POLICY = {"audience": ["pair"], "originators": ["XN-CDC"]}


@node_scope()
def records_stored() -> int:
    return Record.objects.count()


def record(**members: object) -> dict[str, Any]:
    return {
        "policy": POLICY,
        "subjects": [{"kind": "Seizure"}],
        "statements": [
            {"property": "Seizure.drug", "value": "Cocaine", "source": "B", "information": "2"},
            {"property": "Seizure.quantity", "value": "1.5 kg"},
        ],
        **members,
    }


def test_a_published_record_is_read_by_its_audience_alone(region: Region, ask: Ask) -> None:
    answer = ask(region.north, "records", record())
    assert answer.status_code == 201
    (key,) = answer.json()["keys"]
    seen = ask(region.south, f"entities/{key}").json()["entity"]["statements"]
    assert {s["value"] for s in seen} == {"cocaine", "1.5 kg"}
    assert {s["original"] for s in seen} == {"Cocaine", None}
    assert ask(region.east, f"entities/{key}").status_code == 404


def test_a_preview_publishes_nothing(region: Region, ask: Ask) -> None:
    before = records_stored()
    rows = ask(region.north, "records/preview", record()).json()["statements"]
    assert {code: verdict["existence"] for code, verdict in rows[0]["verdicts"].items()} == {
        "XN-CDC": "readable",
        "XV-POL": "readable",
        "XT-CUS": "invisible",
    }
    assert rows[0]["verdicts"]["XT-CUS"]["reason"] == "outside-audience"
    assert records_stored() == before


def test_a_correction_and_a_withdrawal(region: Region, ask: Ask) -> None:
    key, uuid = publish(region.north, "Vessel", {"Thing.name": "Corriente Azul"})
    corrected = ask(region.north, f"statements/{uuid}.1/correct", {"value": "Corriente", "reason": "a slip"})
    assert corrected.status_code == 201
    entity = ask(region.south, f"entities/{key}").json()["entity"]
    assert [s["value"] for s in entity["statements"]] == ["Corriente"]
    assert [(s["value"], s["reason"]) for s in entity["former"]] == [("Corriente Azul", "a slip")]
    new = entity["statements"][0]["id"]
    assert ask(region.north, f"statements/{new}/withdraw", {"reason": "wrong"}).status_code == 201
    assert ask(region.south, f"entities/{key}").json()["entity"]["statements"] == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"policy": {"audience": ["pair"], "colour": "red"}}, "colour"),
        ({"subjects": [{"kind": "Sezure"}]}, "Seizure"),
        ({"subjects": [{"kind": "Seizure", "key": "x"}]}, "key"),
        ({"statements": [{"property": "Seizure.drog", "value": "cocaine"}]}, "drug"),
        ({"statements": [{"property": "Seizure.drug", "value": "cocane"}]}, "cocaine"),
        ({"statements": [{"property": "Seizure.drug", "value": "cocaine", "subject": 4}]}, "subject"),
        ({"statements": []}, "statements"),
    ],
)
def test_a_wrong_record_is_refused_with_a_remedy(region: Region, ask: Ask, change: Any, says: str) -> None:
    answer = ask(region.north, "records", record(**change))
    assert answer.status_code in {404, 422}
    assert says in answer.content.decode()
    assert records_stored() == 0


def test_another_authority_withdraws_nothing(region: Region, ask: Ask) -> None:
    _, uuid = publish(region.north, "Vessel", {"Thing.name": "Corriente Azul"})
    answer = ask(region.south, f"statements/{uuid}.1/withdraw", {"reason": "no"})
    assert answer.status_code == 422
