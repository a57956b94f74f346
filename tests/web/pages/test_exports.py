import csv
import io
import json

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.conftest import SignIn
from tests.web.markup import tree
from tests.web.scene import Scene, officer_of

from liaison.web.pages import exports


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file streams


def test_list_offers_each_format_with_its_filters(northmark: Client) -> None:
    page = tree(northmark.get("/records/Seizure/?drug=cocaine&from=0").content.decode())
    offered = [node["href"] for node in page.all("a") if "/export/" in node["href"]]
    assert offered == [
        f"/records/Seizure/export/?drug=cocaine&format={name}" for name in ("xlsx", "csv", "json")
    ]


def test_json_carries_marking_originators_purpose_and_rows(northmark: Client) -> None:
    told = json.loads(body(northmark, "/records/Seizure/export/?format=json&drug=cocaine"))
    assert told["notice"]["Marking"] == "Restricted TLP:AMBER"
    assert told["notice"]["Originators"] == "Northmark Centre for Drug Cooperation"
    assert told["notice"]["Reaches"] == "Atlantic group"
    assert told["notice"]["Purpose"] == "criminal investigation · 26-114"
    (row,) = told["rows"]
    assert row["reference"] == "26-XN-0288"
    assert told["columns"]["quantity"] == "Quantity"


def test_csv_and_workbook_hold_the_same_rows(northmark: Client) -> None:
    lines = list(
        csv.reader(io.StringIO(body(northmark, "/records/Vessel/export/?format=csv").decode("utf-8-sig")))
    )
    book = openpyxl.load_workbook(io.BytesIO(body(northmark, "/records/Vessel/export/?format=xlsx")))
    sheet = [[str(cell or "") for cell in row] for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]  # a book has a sheet
    assert "Corriente Azul" in lines[-1]
    assert [line[0] for line in lines] == [row[0] for row in sheet]


def test_file_holds_what_its_reader_may_see(northmark: Client, vesper: Client) -> None:
    address = "/records/Vessel/export/?format=json"
    assert b"Luna Mora" not in body(northmark, address)
    assert b"Luna Mora" in body(vesper, address)


def test_filter_that_cannot_be_read_leads_back_to_the_list(northmark: Client) -> None:
    answer = northmark.get("/records/Seizure/export/?format=csv&drug=cocain")
    assert answer.headers["Location"] == "/records/Seizure/?format=csv&drug=cocain"


@pytest.mark.parametrize("address", ["?format=exe", "", "?format="])
def test_format_that_is_not_there(northmark: Client, address: str) -> None:
    assert northmark.get(f"/records/Seizure/export/{address}").status_code == 404


def test_too_long_a_workbook_is_refused_in_words(northmark: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "_WORKBOOK", 0)
    answer = northmark.get("/records/Vessel/export/?format=xlsx")
    assert answer.status_code == 400
    assert "take it as CSV" in answer.content.decode()


def test_who_may_not_export_is_offered_nothing(scene: Scene, sign_in: SignIn, settings: Settings) -> None:
    client = sign_in(officer_of(scene.northmark.authority, "N-40", "data_protection_officer"))
    client.post("/purpose/", {"purpose": "data-protection"})
    assert client.get("/records/Seizure/export/?format=csv").status_code == 403
    page = client.get("/records/Seizure/")
    assert page.status_code == 200
    assert "/export/" not in page.content.decode()
