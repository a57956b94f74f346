from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.api.conftest import Ask, bearer
from tests.records.makers import Region

from liaison.records.models import Record

SHEET = b"date;country;drug;quantity\n2026-03-01;XN;cocaine;1.5 kg\n2026-03-02;XN;cocane;20 g\n"
POLICY = '{"audience":["pair"],"originators":["XN-CDC"]}'


def sent(client: Client, region: Region, **changed: str) -> object:
    body = {"profile": "seizures", "policy": POLICY, **changed}
    body["file"] = SimpleUploadedFile("march.csv", SHEET)  # type: ignore[assignment]
    return client.post("/api/v1/imports/new", body, headers=bearer(region.north))


def test_a_file_lands_under_its_marking(region: Region, client: Client, ask: Ask, node: Path) -> None:
    answer = sent(client, region).json()  # type: ignore[attr-defined]
    assert (answer["rows"], answer["landed"], answer["rejected"]) == (2, 1, 1)
    assert answer["faults"][0]["value"] == "cocane"
    assert len(ask(region.south, "kinds/Seizure/entities").json()["items"]) == 1
    assert ask(region.east, "kinds/Seizure/entities").json()["items"] == []
    assert [run["landed"] for run in ask(region.north, "imports").json()["imports"]] == [1]
    assert ask(region.south, "imports").json()["imports"] == []
    assert list((node / "spool").iterdir()) == []


def test_a_dry_run_stores_nothing(region: Region, client: Client) -> None:
    answer = sent(client, region, dry_run="true").json()  # type: ignore[attr-defined]
    assert (answer["rows"], answer["rejected"]) == (2, 1)
    assert Record.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "says"), [({"profile": "seizure"}, "seizures"), ({"policy": '{"colour":1}'}, "colour")]
)
def test_a_wrong_import_is_refused(
    region: Region, client: Client, changed: dict[str, str], says: str
) -> None:
    answer = sent(client, region, **changed)
    assert answer.status_code in {404, 422}  # type: ignore[attr-defined]
    assert says in answer.content.decode()  # type: ignore[attr-defined]
