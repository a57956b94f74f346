"""A sheet from the upload to the rows set aside, and everything that can be wrong with it."""

import stat
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.records.makers import stored
from tests.web.conftest import SignIn
from tests.web.entry.filling import MARKING, form_of, page_of
from tests.web.markup import faults
from tests.web.scene import Scene

from liaison.people.models import Officer
from liaison.records.models import ImportRun, Record
from liaison.records.view import open_view
from liaison.web.imports import uploads, working

HEAD = "Reference;Date and time;Country;Drug;Amount;Unit\n"
GOOD = "26-A;2026-10-01;XN;cocaine;12;kg\n26-B;2026-10-02;XN;heroin;3;kg\n"
BAD = "26-C;2026-10-03;XN;kokane;1;kg\n26-D;n/a;XN;cocaine;1;kg\n"
BY_NAME = "reference;date;country;drug;quantity\n26-A;2026-10-01;XN;cocaine;12 kg\n"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "start", lambda work: work())


def sheet(text: str | bytes, name: str = "october.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text, "text/csv")


def send(client: Client, text: str | bytes, profile: str = "", kind: str = "Seizure") -> str:
    answer = client.post("/import/", {"file": sheet(text), "profile": profile, "kind": kind})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).split("/")[2]


def decide(client: Client, token: str, **changes: Any) -> Any:
    sent = form_of(client, f"/import/{token}/columns/")
    joined = {"column-4": "quantity", "column-5": "quantity", "name": "monthly", "decimal_mark": "."}
    return client.post(f"/import/{token}/columns/", {**sent, **joined, **changes})


def checked(client: Client, text: str = HEAD + GOOD + BAD) -> str:
    token = send(client, text)
    decide(client, token)
    client.post(f"/import/{token}/marking/", MARKING)
    return token


def references(officer: Officer) -> set[str]:
    page = open_view(officer, purpose="investigation").entities("Seizure")
    return {seen.text for item in page.items if (seen := item.entity.first("reference"))}


def test_a_sheet_is_mapped_checked_and_landed(northmark: Client, scene: Scene) -> None:
    token = checked(northmark)
    before = stored(Record)
    page = page_of(northmark, f"/import/{token}/")
    assert page.all("h1")[0].text == "2 of 4 rows are ready; 2 wait for you"
    assert "kokane" in page.text
    assert faults(page) == []
    assert stored(Record) == before
    northmark.post(f"/import/{token}/", {"action": "land"})
    assert references(scene.vesper) == {"26-XN-0288", "26-A", "26-B"}
    run = ImportRun.objects.get()
    assert (run.name, run.landed, run.rejected) == ("october.csv", 2, 2)
    assert northmark.get(f"/import/{token}/")["Location"] == f"/import/run/{run.pk}/"
    done = page_of(northmark, f"/import/run/{run.pk}/")
    assert done.all("h1")[0].text == "2 of 4 rows have landed; 2 are set aside"
    assert faults(done) == []
    rejects = b"".join(northmark.get(f"/import/run/{run.pk}/rejects/").streaming_content).decode()  # type: ignore[attr-defined]
    assert "26-C" in rejects
    assert "kokane" in rejects
    assert not list(uploads.spool().glob("*.sheet"))


def test_the_same_file_twice_adds_nothing(northmark: Client, scene: Scene) -> None:
    for _time in range(2):
        token = checked(northmark, HEAD + GOOD)
        northmark.post(f"/import/{token}/", {"action": "land"})
    assert [(run.landed, run.known) for run in ImportRun.objects.order_by("pk")] == [(2, 0), (0, 2)]


def test_columns_are_guessed_with_samples(northmark: Client, scene: Scene) -> None:
    page = page_of(northmark, f"/import/{send(northmark, HEAD + GOOD)}/columns/")
    assert page.all("h1")[0].text == "4 of 6 columns are understood"
    cells = [node.text for node in page.all("tbody")[0].all("tr")[0].all("th", "td")]
    assert cells[:2] == ["Reference", "26-A · 26-B"]
    assert faults(page) == []


def test_a_fault_is_mended_for_all_its_rows_and_the_profile_keeps_it(northmark: Client, scene: Scene) -> None:
    token = checked(northmark, HEAD + GOOD + BAD + BAD.replace("26-", "27-"))
    page = page_of(northmark, f"/import/{token}/")
    fields = {c["aria-label"]: c["name"] for c in page.all("input") if c["name"].startswith("instead-")}
    instead = {fields["Drug kokane: Read instead"]: "cocaine", fields["Date and time n/a: Read instead"]: "?"}
    northmark.post(f"/import/{token}/", {**instead, "action": "mend"})
    assert page_of(northmark, f"/import/{token}/").all("h1")[0].text == "All 6 rows are ready"
    northmark.post(f"/import/{token}/", {"action": "land"})
    found = open_view(scene.vesper, purpose="investigation").find("26-C").items[0].entity
    drug = found.first("drug")
    assert drug is not None
    assert (drug.text, drug.original) == ("cocaine", "kokane")
    again = send(northmark, HEAD + BAD, "xn-cdc-monthly")
    northmark.post(f"/import/{again}/columns/", {})
    northmark.post(f"/import/{again}/marking/", MARKING)
    assert page_of(northmark, f"/import/{again}/").all("h1")[0].text == "All 2 rows are ready"


def test_what_is_read_instead_can_be_wrong_too(northmark: Client, scene: Scene) -> None:
    token = checked(northmark)
    northmark.post(f"/import/{token}/", {"instead-0": "nonsense", "action": "mend"})
    page = page_of(northmark, f"/import/{token}/")
    assert page.all("h1")[0].text == "2 of 4 rows are ready; 2 wait for you"


def test_a_profile_that_ships_needs_no_mapping(northmark: Client, scene: Scene) -> None:
    token = send(northmark, BY_NAME, "seizures")
    page = page_of(northmark, f"/import/{token}/columns/")
    assert "5 of 5 columns are understood" in page.text
    assert not page.all("main")[0].all("table")[0].all("select")
    northmark.post(f"/import/{token}/columns/", {})
    northmark.post(f"/import/{token}/marking/", MARKING)
    assert page_of(northmark, f"/import/{token}/").all("h1")[0].text == "The one row is ready"


def test_a_profile_that_does_not_fit_is_named_and_can_be_left(northmark: Client, scene: Scene) -> None:
    token = send(northmark, HEAD + GOOD, "unodc-ids")
    answer = northmark.get(f"/import/{token}/columns/")
    assert answer.status_code == 400
    assert "which the profile unodc-ids needs" in answer.content.decode()
    northmark.post(f"/import/{token}/columns/", {"anew": "anew"})
    assert northmark.get(f"/import/{token}/columns/").status_code == 200


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"\x00\x01\x02", b"\n\n", b"a;a\n1;2\n", b"caf\xe9;b\n1;2\n"]
)
def test_what_is_no_table_is_refused_with_a_remedy(northmark: Client, scene: Scene, content: bytes) -> None:
    token = send(northmark, content)
    answer = northmark.get(f"/import/{token}/columns/")
    assert answer.status_code == 400
    assert "cannot be read so" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({}, "no file was sent"),
        ({"file": sheet(""), "kind": "Seizure"}, "between 1 and"),
        ({"file": sheet(GOOD), "kind": "Nothing"}, "the ontology has no such kind"),
    ],
)
def test_a_faulty_upload_is_refused(northmark: Client, sent: dict[str, Any], text: str) -> None:
    answer = northmark.post("/import/", sent)
    assert answer.status_code == 400
    assert text in answer.content.decode()


@pytest.mark.parametrize("name", ["", "Not A Name", "../x"])
def test_a_profile_needs_a_plain_name(northmark: Client, scene: Scene, name: str) -> None:
    token = send(northmark, HEAD + GOOD)
    assert decide(northmark, token, name=name)["Location"] == f"/import/{token}/columns/"


@pytest.mark.parametrize(
    "change", [{"lists": []}, {"basis": ""}, {"purpose": "early-warning"}, {"level": "x"}]
)
def test_nothing_is_checked_or_landed_without_a_marking(
    northmark: Client, scene: Scene, change: dict[str, Any]
) -> None:
    token = send(northmark, HEAD + GOOD)
    decide(northmark, token)
    answer = northmark.post(f"/import/{token}/marking/", {**MARKING, **change})
    assert "another look" in answer.content.decode()
    before = stored(Record)
    answer = northmark.post(f"/import/{token}/", {"action": "land"})
    assert answer["Location"] == f"/import/{token}/marking/"
    assert stored(Record) == before


def test_work_can_be_stopped_and_begun_again(
    northmark: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = checked(northmark, HEAD + GOOD)
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(working, "start", waiting.append)
    northmark.post(f"/import/{token}/", {"action": "land"})
    page = page_of(northmark, f"/import/{token}/")
    assert page.all("h1")[0].text == "Landing: 0 rows read so far"
    assert "every 2s" in next(node for node in page.walk() if node["id"] == "progress")["hx-trigger"]
    assert faults(page) == []
    northmark.post(f"/import/{token}/", {"action": "drop"})  # not while something works on it
    northmark.post(f"/import/{token}/", {"action": "stop"})
    waiting.pop()()
    assert page_of(northmark, f"/import/{token}/").all("h1")[0].text == "Stopped after 0 rows"
    monkeypatch.setattr(working, "start", lambda work: work())
    northmark.post(f"/import/{token}/", {"action": "land"})
    assert {"26-A", "26-B"} <= references(scene.northmark)


def test_work_that_fell_silent_is_said_to_have_broken_off(
    northmark: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = checked(northmark, HEAD + GOOD)
    monkeypatch.setattr(working, "start", lambda _work: None)
    northmark.post(f"/import/{token}/", {"action": "check"})
    upload = uploads.open_upload(officer=scene.northmark, token=token)
    assert upload is not None
    upload.heard = "2026-01-01T00:00:00+00:00"
    uploads.save_upload(upload=upload)
    assert page_of(northmark, f"/import/{token}/").all("h1")[0].text == "The work broke off after 0 rows"


def test_a_file_is_its_officers_alone_and_closed_to_other_users(
    northmark: Client, vesper: Client, scene: Scene
) -> None:
    token = checked(northmark)
    for path in ("", "columns/", "marking/"):
        assert vesper.get(f"/import/{token}/{path}").status_code == 404
        assert vesper.post(f"/import/{token}/{path}").status_code == 404
    northmark.post(f"/import/{token}/", {"action": "land"})
    run = ImportRun.objects.get()
    for path in ("", "rejects/"):
        assert vesper.get(f"/import/run/{run.pk}/{path}").status_code == 404
    send(northmark, GOOD)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in uploads.spool().iterdir()}
    assert modes == {0o600}


def test_a_file_can_be_dropped(northmark: Client, scene: Scene) -> None:
    token = checked(northmark)
    assert northmark.post(f"/import/{token}/", {"action": "drop"})["Location"] == "/import/"
    assert northmark.get(f"/import/{token}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_pages_keep_the_rules(scene: Scene, sign_in: SignIn, language: str) -> None:
    scene.northmark.language = language
    scene.northmark.save()
    client = sign_in(scene.northmark)
    token = send(client, HEAD + GOOD)
    for path in ("", f"{token}/columns/"):
        assert faults(page_of(client, f"/import/{path}")) == []
    decide(client, token)
    assert faults(page_of(client, f"/import/{token}/marking/")) == []
