from django.test import Client
from tests.web.conftest import SignIn
from tests.web.markup import tree
from tests.web.scene import Scene, officer_of

from liaison.records.models import Draft, ImportRun


def headline(client: Client) -> str:
    return tree(client.get("/").content.decode()).all("h1")[0].text


def test_quiet_day(northmark: Client) -> None:
    page = tree(northmark.get("/").content.decode())
    assert page.all("h1")[0].text == "Nothing waits for you"
    assert "26-XN-0288" in page.text


def test_own_drafts_and_faulty_imports_wait(northmark: Client, vesper: Client, scene: Scene) -> None:
    Draft.objects.create(officer=scene.northmark, body={})
    ImportRun.objects.create(
        officer=scene.northmark,
        authority=scene.northmark.authority,
        profile="p",
        name="october.xlsx",
        digest="0" * 64,
        rows=10,
        landed=8,
        rejected=2,
    )
    assert headline(northmark) == "2 things wait for you"
    assert headline(vesper) == "Nothing waits for you"
    assert "october.xlsx: 2 rows wait for a decision" in tree(northmark.get("/").content.decode()).text


def test_who_reads_no_records_has_a_desk_too(scene: Scene, sign_in: SignIn) -> None:
    operator = officer_of(scene.northmark.authority, "N-01", "operator")
    page = tree(sign_in(operator).get("/").content.decode())
    assert page.all("h1")[0].text == "Nothing waits for you"
    assert "26-XN-0288" not in page.text
    assert not [node for node in page.walk() if node["class"].startswith("band")]
    assert not [node for node in page.all("form") if node["role"] == "search"]


def test_desk_waits_for_the_second_factor(scene: Scene) -> None:
    client = Client()
    client.force_login(scene.northmark)
    assert client.get("/").headers["Location"] == "/account/second-factor/"
