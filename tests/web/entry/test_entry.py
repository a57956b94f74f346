"""From an empty form to a signed record, with everything that can be wrong on the way."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.records.makers import stored
from tests.web.conftest import SignIn
from tests.web.entry.filling import MARKING, begun, form_of, page_of, send
from tests.web.markup import faults, tree
from tests.web.scene import Scene

from liaison.people.models import DistributionList
from liaison.people.services import leave_list
from liaison.records.models import Draft, Record
from liaison.records.view import open_view


def signed(client: Client, number: int, **marking: object) -> object:
    send(client, f"/drafts/{number}/marking/", "on", **{**MARKING, **marking})
    return client.post(f"/drafts/{number}/sign/", form_of(client, f"/drafts/{number}/sign/"))


def test_a_seizure_with_its_ship_and_a_person_is_signed(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "add:Person", **{"0-vessel": "Corriente Azul"})
    address = f"/drafts/{draft.pk}/"
    page = page_of(northmark, address)
    assert "Choose below which one is meant" in page.text
    person = form_of(northmark, address)["thing"][1].split(":")[0]
    answer = send(
        northmark,
        address,
        "on",
        **{"0-vessel-link": scene.ship, "0-person-link": person, "1-name": "Person of the tale"},
        **{"1:source": "B", "1:information": "3", "1:nature": "opinion", "1:category": "contact"},
    )
    assert answer.url == f"{address}marking/"
    answer = signed(northmark, draft.pk)
    shown = northmark.get(answer.url)  # type: ignore[attr-defined]
    assert "26-XN-0301" in shown.content.decode()
    assert not Draft.objects.exists()
    view = open_view(scene.vesper, purpose="investigation")
    found = view.find("26-XN-0301").items[0].entity
    assert found.first("date").text == "2026-11-19T23:40Z"  # type: ignore[union-attr]
    assert found.first("date").original == "19 Nov 2026 23:40 UTC"  # type: ignore[union-attr]
    assert found.first("vessel").link == scene.ship  # type: ignore[union-attr]
    named = view.entity(person)
    assert named is not None
    assert (named.first("name").category, named.first("name").opinion) == ("contact", True)  # type: ignore[union-attr]


def test_each_value_says_how_it_was_read(northmark: Client, scene: Scene) -> None:
    page = page_of(northmark, f"/drafts/{begun(northmark, 'keep').pk}/")
    read = [node.text for node in page.walk() if node["class"] == "read"]
    assert read == ["Read as 2026-11-19 23:40 UTC, to the minute", "Read as Northmark"]


def test_a_form_in_the_making_is_read_and_not_kept(northmark: Client, scene: Scene) -> None:
    sent = {**form_of(northmark, "/record/new/Seizure/"), "0-quantity": "1.105,0"}
    page = tree(northmark.post("/record/check/", sent).content.decode())
    field = next(node for node in page.walk() if node["id"] == "f-0-quantity")
    assert "data-bad" in field.attributes
    assert field.all("input")[0]["aria-invalid"] == "true"
    assert not Draft.objects.exists()


def test_faults_name_value_and_remedy_and_lose_nothing(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "on", **{"0-quantity": "1.105,0", "0-drug": "cocain", "0-country": ""})
    page = page_of(northmark, f"/drafts/{draft.pk}/marking/")
    summary = next(node for node in page.walk() if node["id"] == "faults")
    targets = {link["href"].removeprefix("#") for link in summary.all("a")}
    assert targets == {"f-0-quantity-0", "f-0-drug-0", "f-0-country-0"}
    assert targets <= {node["id"] for node in page.walk()}
    assert "1.105,0" in summary.text
    assert next(n for n in page.walk() if n["id"] == "f-0-quantity-0")["value"] == "1.105,0"
    assert next(n for n in page.walk() if n["id"] == "f-0-country-0")["aria-invalid"] == "true"


def test_a_person_needs_a_category(northmark: Client, scene: Scene) -> None:
    send(
        northmark,
        "/record/new/Person/",
        "on",
        **{"0-name": "Somebody", "0:source": "A", "0:information": "1"},
    )
    page = page_of(northmark, f"/drafts/{Draft.objects.get().pk}/marking/")
    assert "Category of person: Choose one" in next(n for n in page.walk() if n["id"] == "faults").text


def test_not_known_is_an_answer(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "on", **{"0-quantity": "", "0-quantity-unknown": "0", "0-transport": "?"})
    signed(northmark, draft.pk)
    found = open_view(scene.vesper, purpose="investigation").find("26-XN-0301").items[0].entity
    assert [found.first(name).text for name in ("quantity", "transport")] == ["?", "?"]  # type: ignore[union-attr]


def test_several_values_and_one_of_them_evaluated_otherwise(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "more:0-drug")
    address = f"/drafts/{draft.pk}/"
    sent = form_of(northmark, f"{address}?more=0-drug")
    assert len(sent["0-drug"]) == 2
    sent |= {"0-drug": ["cocaine", "heroin"], "0-drug-source": ["", "C"], "0-drug-nature": ["", "opinion"]}
    northmark.post(address, {**sent, "action": "on"})
    signed(northmark, draft.pk)
    found = open_view(scene.vesper, purpose="investigation").find("26-XN-0301").items[0].entity
    drugs = {seen.text: (seen.grade, seen.opinion) for seen in found.values("drug")}
    assert drugs == {"cocaine": ("B2", False), "heroin": ("C2", True)}


def test_a_file_is_kept_and_named(northmark: Client, scene: Scene, node: object) -> None:
    draft = begun(northmark, "keep")
    address = f"/drafts/{draft.pk}/"
    file = SimpleUploadedFile("extract.txt", b"fabricated", "text/plain")
    send(northmark, address, "keep", **{"0-attachment-file": file})
    script = SimpleUploadedFile("page.html", b"<script>", "text/html")
    send(northmark, address, "keep", **{"0-attachment-file": script})
    page = page_of(northmark, address)
    assert "page.html: “text/html”: files of this type are not kept" in page.text
    assert form_of(northmark, address)["0-attachment"][0].endswith(" text/plain")
    signed(northmark, draft.pk)
    found = open_view(scene.vesper, purpose="investigation").find("26-XN-0301").items[0].entity
    digest = found.first("attachment").text.partition(" ")[0]  # type: ignore[union-attr]
    assert b"".join(northmark.get(f"/document/{digest}/").streaming_content) == b"fabricated"  # type: ignore[attr-defined]


def test_preview_is_what_others_then_see(northmark: Client, vesper: Client, scene: Scene) -> None:
    draft = begun(northmark, "on")
    marking = f"/drafts/{draft.pk}/marking/"
    send(northmark, marking, "keep", **MARKING, **{"held-0-quantity-0": "list:only:XN-CDC"})
    table = next(n for n in page_of(northmark, marking).all("table") if n["class"] == "reach")
    assert [head.text for head in table.all("thead")[0].all("th")] == ["Field", "XN-CDC", "XV-POL"]
    rows = {
        row.all("th")[0].text: [cell["title"] for cell in row.all("td")]
        for row in table.all("tbody")[0].all("tr")
    }
    assert rows["Quantity: 12.5 kg"] == ["sees it", "held back"]
    assert rows["Reference: 26-XN-0301"] == ["sees it", "sees it"]
    signed(northmark, draft.pk)
    found = open_view(scene.vesper, purpose="investigation").find("26-XN-0301").items[0].entity
    assert found.first("quantity") is None


def test_an_empty_column_says_that_nothing_is_told(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "on")
    marking = f"/drafts/{draft.pk}/marking/"
    send(northmark, marking, "keep", **{**MARKING, "lists": ["only:XN-CDC"]})
    page = page_of(northmark, marking)
    assert page.all("h1")[0].text == "This reaches no other authority"
    assert "Vesper Islands Police: not on the list" in page.text
    assert "nothing is told, not even that a record exists" in page.text


@pytest.mark.parametrize("lists", [[], ["no-such-list"]])
def test_an_audience_of_nobody_is_said_and_not_signed(
    northmark: Client, scene: Scene, lists: list[str]
) -> None:
    draft = begun(northmark, "on")
    send(northmark, f"/drafts/{draft.pk}/marking/", "on", **{**MARKING, "lists": lists})
    sign = f"/drafts/{draft.pk}/sign/"
    page = page_of(northmark, sign)
    assert page.all("h1")[0].text == "This reaches nobody, not even your own authority"
    before = stored(Record)
    northmark.post(sign, form_of(northmark, sign))
    assert stored(Record) == before


def test_nothing_is_signed_that_was_not_seen(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "on")
    send(northmark, f"/drafts/{draft.pk}/marking/", "on", **MARKING)
    sign = f"/drafts/{draft.pk}/sign/"
    seen = form_of(northmark, sign)
    send(northmark, f"/drafts/{draft.pk}/", "keep", **{"0-quantity": "13 kg"})
    before = stored(Record)
    answer = northmark.post(sign, seen, follow=True)
    assert "This is not what you looked at" in answer.content.decode()
    assert stored(Record) == before
    northmark.post(sign, {"seen": ""})
    assert stored(Record) == before


def test_a_changed_list_is_shown_before_signing(northmark: Client, scene: Scene) -> None:
    draft = begun(northmark, "on")
    send(northmark, f"/drafts/{draft.pk}/marking/", "on", **MARKING)
    sign = f"/drafts/{draft.pk}/sign/"
    seen = form_of(northmark, sign)
    leave_list(
        distribution_list=DistributionList.objects.get(),
        authority=scene.vesper.authority,
        moment=datetime.now(UTC),
    )
    assert northmark.post(sign, seen).url == sign  # type: ignore[attr-defined]
    assert Draft.objects.exists()


BAD_MARKINGS = {
    "level": ({"level": "cosmic"}, "“cosmic” is not offered here"),
    "tlp": ({"tlp": "pink"}, "“pink” is not offered here"),
    "handling": ({"handling": ["H9"]}, "“H9” is not offered here"),
    "conditions": ({"handling": ["H3"], "conditions": ""}, "handling code H3 and the texts"),
    "review": ({"review": "soon"}, "“soon” is no day"),
    "delete": ({"delete": "2001-01-01"}, "2001-01-01 is not ahead"),
    "threshold": ({"existence": "countable", "threshold": "few"}, "“few” is no count"),
    "public": ({"public": "public"}, "Public means everybody"),
    "basis": ({"basis": ""}, "Legal basis: Choose one"),
}


@pytest.mark.parametrize(("change", "text"), BAD_MARKINGS.values(), ids=BAD_MARKINGS)
def test_a_faulty_marking_is_named_and_not_signed(
    northmark: Client, scene: Scene, change: dict[str, object], text: str
) -> None:
    draft = begun(northmark, "on")
    address = f"/drafts/{draft.pk}/marking/"
    answer = northmark.post(address, {**MARKING, **change, "action": "on"})
    assert northmark.get(answer.url).url == f"{address}?checked=1"  # type: ignore[attr-defined]
    page = page_of(northmark, answer.url)  # type: ignore[attr-defined]
    assert text in next(node for node in page.walk() if node["id"] == "faults").text
    assert faults(page) == []


def test_a_further_statement_about_a_thing_that_is_there(northmark: Client, scene: Scene) -> None:
    address = f"/record/new/Vessel/?about={scene.ship}"
    assert "What do you state about Corriente Azul" in page_of(northmark, address).all("h1")[0].text
    send(northmark, address, "on", **{"0-callSign": "XVAB2", "0:source": "A", "0:information": "1"})
    signed(northmark, Draft.objects.get().pk)
    ship = open_view(scene.vesper, purpose="investigation").entity(scene.ship)
    assert ship is not None
    assert [seen.text for seen in ship.values("callSign")] == ["XVAB2"]


def test_what_may_not_be_seen_is_as_what_is_not_there(northmark: Client, scene: Scene) -> None:
    unseen = northmark.get(f"/record/new/Vessel/?about={scene.secret}")
    absent = northmark.get(f"/record/new/Vessel/?about={'0' * 32}")
    assert (unseen.status_code, absent.status_code) == (404, 404)
    texts = []
    form = form_of(northmark, "/record/new/Seizure/")
    for key in (scene.secret, "0" * 32):
        sent = {**form, "0-vessel": "x", "0-vessel-link": key}
        texts.append(northmark.post("/record/check/", sent).content.decode().replace(key, ""))
    drop = "csrfmiddlewaretoken"
    lines = [
        [line for line in text.split("\n") if drop not in line and "thing" not in line] for text in texts
    ]
    assert lines[0] == lines[1]


def test_a_draft_is_its_officers_alone(northmark: Client, vesper: Client, scene: Scene) -> None:
    draft = begun(northmark, "keep")
    for address in ("", "marking/", "sign/", "drop/"):
        assert vesper.get(f"/drafts/{draft.pk}/{address}").status_code == 404
        assert vesper.post(f"/drafts/{draft.pk}/{address}").status_code == 404
    assert "1 draft waits" in page_of(northmark, "/drafts/").all("h1")[0].text
    assert "No draft of yours waits" in page_of(vesper, "/drafts/").all("h1")[0].text


def test_a_draft_survives_the_session_and_can_be_dropped(scene: Scene, sign_in: SignIn) -> None:
    draft = begun(sign_in(scene.northmark), "keep")
    later = sign_in(scene.northmark)
    assert "Your draft of a record" in later.get("/").content.decode()
    assert form_of(later, f"/drafts/{draft.pk}/")["0-reference"] == ["26-XN-0301"]
    later.post(f"/drafts/{draft.pk}/drop/")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["Thing", "Nothing", "seizure"])
def test_no_form_for_what_is_no_kind(northmark: Client, kind: str) -> None:
    assert northmark.get(f"/record/new/{kind}/").status_code == 404


def test_broken_forms_are_answered(northmark: Client, scene: Scene) -> None:
    for sent in ({}, {"thing": ["x", ":::", "zz:Seizure"]}, {"thing": "a:Nothing:", "action": "drop:9"}):
        assert northmark.post("/record/new/Seizure/", sent).status_code == 302
    for draft in Draft.objects.all():
        assert northmark.get(f"/drafts/{draft.pk}/?checked=1").status_code == 200


def test_words_of_a_long_list_are_offered(northmark: Client) -> None:
    answer = northmark.get("/record/words/country/?q=esp")
    assert 'value="Spain"' not in answer.content.decode()
    assert 'value="Spain"' in northmark.get("/record/words/country/?q=spa").content.decode()
    assert northmark.get("/record/words/nothing/?q=x").status_code == 404


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_pages_keep_the_rules(scene: Scene, sign_in: SignIn, language: str) -> None:
    scene.northmark.language = language
    scene.northmark.save()
    client = sign_in(scene.northmark)
    draft = begun(client, "add:Person", **{"0-vessel": "Corriente Azul", "0-quantity": "12"})
    send(client, f"/drafts/{draft.pk}/", "keep", **{"0-quantity": "12 kg"})
    for address in (
        "/record/new/",
        "/record/new/Person/",
        f"/drafts/{draft.pk}/?checked=1",
        "/drafts/",
        f"/drafts/{draft.pk}/drop/",
    ):
        assert faults(page_of(client, address)) == [], address
    whole = begun(client, "on")
    send(client, f"/drafts/{whole.pk}/marking/", "on", **MARKING)
    for step in ("marking", "sign"):
        assert faults(page_of(client, f"/drafts/{whole.pk}/{step}/")) == []
