import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from tests.people.makers import make_officer, make_token

from liaison.people.models import AccessToken, Authority, Officer
from liaison.people.permissions import Access, access, capabilities_of, capability_table, public, requires
from liaison.people.selectors import allowed_purposes
from liaison.people.services import disable_officer

pytestmark = pytest.mark.urls("tests.people.addresses")


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    settings.LIAISON_DEMO = True


@pytest.fixture
def bearer(officer: Officer) -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token(officer)}"}


def test_a_view_that_states_nothing_is_refused(client: Client, officer: Officer) -> None:
    client.force_login(officer)
    response = client.get("/unstated/")
    assert response.status_code == 403
    assert "states nothing" not in response.content.decode()


@pytest.mark.parametrize("path", ["/unstated/", "/reading/", "/both/"])
def test_strangers_are_led_to_sign_in_and_back(client: Client, db: None, path: str) -> None:
    response = client.get(f"{path}?q=1")
    assert response.status_code == 302
    assert response["Location"] == f"/account/sign-in/?next={path}%3Fq%3D1"


def test_a_fragment_of_an_ended_session_takes_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    response = client.get("/reading/", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/account/sign-in/?next=/reading/"
    assert response.content == b""


def test_a_public_view_is_open(client: Client, db: None) -> None:
    assert client.get("/everybody/").content == b"None   GET"
    assert client.post("/everybody/").status_code == 200


def test_a_reading_view_answers_reading_methods_only(client: Client, officer: Officer) -> None:
    client.force_login(officer)
    assert client.get("/reading/").status_code == 200
    assert client.head("/reading/").status_code == 200
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        assert client.generic(method, "/reading/").status_code == 405


def test_reading_and_writing_need_their_own_capability(client: Client, authority: Authority) -> None:
    client.force_login(make_officer(authority, "N-02", ("policy_desk",)))
    assert client.get("/both/").status_code == 200
    assert client.post("/both/").status_code == 403


def test_a_token_states_officer_purpose_and_case(
    client: Client, officer: Officer, bearer: dict[str, str]
) -> None:
    answer = client.get("/api/both/", headers=bearer).content.decode()
    assert answer == f"XN-CDC N-07 {allowed_purposes(officer)[0]} 26-114 GET"
    assert AccessToken.objects.get().last_used is not None


def test_a_token_needs_no_form_token_and_makes_no_session(bearer: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/api/both/", headers=bearer)
    assert response.status_code == 200
    assert not response.cookies


def test_a_session_opens_nothing_under_api(client: Client, officer: Officer) -> None:
    client.force_login(officer)
    assert client.get("/api/both/").status_code == 401
    assert client.post("/api/both/").status_code == 401


def test_a_token_opens_nothing_outside_the_api(client: Client, bearer: dict[str, str]) -> None:
    assert client.get("/reading/", headers=bearer).status_code == 302


@pytest.mark.parametrize(
    "header", ["Bearer liaison_00000000_x", "Bearer", "Bearer ", "Basic eDp5", "bearer x", ""]
)
def test_another_header_names_nobody(client: Client, db: None, header: str) -> None:
    assert client.get("/api/both/", headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("path", ["/api/both/", "/api/unstated/"])
def test_a_program_without_token_gets_401_with_the_remedy(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert "Authorization: Bearer" in response.json()["remedy"]


def test_a_closed_officers_token_opens_nothing(
    client: Client, officer: Officer, bearer: dict[str, str]
) -> None:
    disable_officer(officer=officer, moment=timezone.now())
    assert client.get("/api/both/", headers=bearer).status_code == 401


def test_an_empty_capability_is_not_a_missing_one() -> None:
    @public
    def open_view() -> None: ...

    @requires("records.read")
    def reading() -> None: ...

    def unstated() -> None: ...

    assert access(open_view, "POST", None) is Access.OPEN
    assert access(reading, "GET", frozenset()) is Access.REFUSED
    assert access(reading, "GET", None) is Access.SIGN_IN
    assert access(reading, "POST", frozenset({"records.read"})) is Access.NO_METHOD
    assert access(unstated, "GET", frozenset({"records.read"})) is Access.REFUSED


def test_an_unknown_role_gives_what_everybody_has() -> None:
    assert capabilities_of(["emperor"]) == capability_table()["everybody"]
