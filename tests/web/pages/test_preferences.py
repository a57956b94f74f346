import pytest
from django.conf import settings
from django.test import Client
from tests.web.markup import tree
from tests.web.scene import Scene


@pytest.fixture
def unstated(scene: Scene, settings: object) -> Client:
    settings.LIAISON_DEMO = True  # type: ignore[attr-defined]  # the fixture of pytest-django
    client = Client()
    client.force_login(scene.northmark)
    return client


def test_reading_asks_for_a_purpose_first_and_then_goes_on(unstated: Client) -> None:
    asked = unstated.get("/search/?q=azul")
    assert asked.headers["Location"] == "/purpose/?next=%2Fsearch%2F%3Fq%3Dazul"
    form = tree(unstated.get(asked.headers["Location"]).content.decode()).all("main")[0].all("form")[0]
    fields = {node["name"]: node["value"] for node in form.all("input")}
    assert fields["next"] == "/search/?q=azul"
    answer = unstated.post(
        "/purpose/", {"purpose": "investigation", "case": "26-114", "next": fields["next"]}
    )
    assert answer.headers["Location"] == "/search/?q=azul"
    assert "criminal investigation · 26-114" in tree(unstated.get("/search/").content.decode()).text.lower()


def test_purpose_that_no_role_may_state_is_refused_in_words(unstated: Client) -> None:
    answer = unstated.post("/purpose/", {"purpose": "node-administration"}, follow=True)
    assert "your roles may not state this purpose" in answer.content.decode()
    assert unstated.session.get("purpose", "") == ""


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", "", "help"]
)
@pytest.mark.parametrize("form", ["/purpose/", "/language/"])
def test_forms_lead_to_this_node_only(unstated: Client, form: str, address: str) -> None:
    answer = unstated.post(form, {"purpose": "investigation", "language": "es", "next": address})
    assert answer.headers["Location"] == "/"


def test_language_stays_with_the_officer(unstated: Client, scene: Scene) -> None:
    unstated.post("/language/", {"language": "pt", "next": "/help/"})
    scene.northmark.refresh_from_db()
    assert scene.northmark.language == "pt"
    assert tree(unstated.get("/help/").content.decode()).all("h1")[0].text.startswith("Cada tecla")


def test_language_before_sign_in_stays_in_a_cookie(client: Client, db: None) -> None:
    client.post("/language/", {"language": "fr", "next": "/account/sign-in/"})
    assert tree(client.get("/account/sign-in/").content.decode()).all("html")[0]["lang"] == "fr"
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"]


def test_language_that_is_not_offered_changes_nothing(unstated: Client, scene: Scene) -> None:
    for code in ("de", "", "../es"):
        unstated.post("/language/", {"language": code})
    scene.northmark.refresh_from_db()
    assert scene.northmark.language == "en"


def test_language_is_not_changed_by_a_link(unstated: Client) -> None:
    assert unstated.get("/language/?language=es").status_code == 405
