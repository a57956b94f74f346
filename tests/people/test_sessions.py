import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests.people.makers import make_officer

from liaison.people.faults import PeopleError
from liaison.people.models import Authority, Officer
from liaison.people.selectors import allowed_purposes
from liaison.people.services import set_roles, state_purpose


@pytest.fixture
def signed_in(client: Client, officer: Officer, settings: Settings) -> Client:
    settings.LIAISON_DEMO = True
    client.force_login(officer)
    return client


def turn_clock(client: Client, name: str, seconds: int) -> None:
    session = client.session
    session[name] -= seconds
    session.save()


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_session_ends_after_half_an_hour_without_a_request(signed_in: Client) -> None:
    turn_clock(signed_in, "seen", 29 * 60)
    assert is_signed_in(signed_in)
    turn_clock(signed_in, "seen", 31 * 60)
    assert not is_signed_in(signed_in)
    assert "_auth_user_id" not in signed_in.session


def test_each_request_moves_the_idle_clock(signed_in: Client) -> None:
    turn_clock(signed_in, "seen", 29 * 60)
    assert is_signed_in(signed_in)
    turn_clock(signed_in, "seen", 29 * 60)
    assert is_signed_in(signed_in)


def test_a_session_ends_twelve_hours_after_sign_in_however_busy(signed_in: Client) -> None:
    turn_clock(signed_in, "started", 12 * 60 * 60 - 60)
    assert is_signed_in(signed_in)
    turn_clock(signed_in, "started", 61)
    assert not is_signed_in(signed_in)


def test_a_session_that_does_not_say_when_it_began_is_over(signed_in: Client) -> None:
    session = signed_in.session
    del session["started"]
    session.save()
    assert not is_signed_in(signed_in)


def test_a_session_is_not_written_at_each_request(
    signed_in: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signed_in.get("/account/")
    with django_assert_num_queries(3) as queries:  # session, officer, authority
        signed_in.get("/account/")
    assert not [query for query in queries.captured_queries if not query["sql"].startswith("SELECT")]


def test_a_purpose_is_stated_for_the_session(signed_in: Client, officer: Officer) -> None:
    session = signed_in.session
    purpose = allowed_purposes(officer)[0]
    state_purpose(session=session, officer=officer, purpose=purpose, case=" 26-114 ")
    session.save()
    request = signed_in.get("/account/").wsgi_request
    assert (request.purpose, request.case) == (purpose, "26-114")  # type: ignore[attr-defined]


def test_a_purpose_of_another_role_is_refused(
    signed_in: Client, officer: Officer, authority: Authority
) -> None:
    operator = make_officer(authority, "N-01", ("operator",))
    foreign = set(allowed_purposes(operator)) - set(allowed_purposes(officer))
    assert foreign
    session = signed_in.session
    for purpose in (*foreign, "", "curiosity"):
        with pytest.raises(PeopleError, match="may not state"):
            state_purpose(session=session, officer=officer, purpose=purpose, case="")


def test_a_purpose_ends_with_the_role_that_allowed_it(signed_in: Client, officer: Officer) -> None:
    session = signed_in.session
    state_purpose(session=session, officer=officer, purpose=allowed_purposes(officer)[0], case="26-114")
    session.save()
    set_roles(officer=officer, roles=["operator"])
    request = signed_in.get("/account/").wsgi_request
    assert (request.purpose, request.case) == ("", "")  # type: ignore[attr-defined]


def test_who_has_one_purpose_states_it_by_signing_in(
    client: Client, authority: Authority, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    operator = make_officer(authority, "N-01", ("operator",))
    assert len(allowed_purposes(operator)) == 1
    client.force_login(operator)
    assert client.session["purpose"] == allowed_purposes(operator)[0]


def test_pages_speak_the_officers_language_and_time_zone(signed_in: Client) -> None:
    form = {"language": "fr", "time_zone": "Europe/Lisbon", "theme": "night", "scale": "duty"}
    assert signed_in.post("/account/", form)["Location"] == "/account/"
    page = signed_in.get("/account/", headers={"Accept-Language": "es"})
    assert '<html lang="fr" data-theme="night" data-scale="duty">' in page.content.decode()
    assert page["Content-Language"] == "fr"


@pytest.mark.parametrize("zone", ["Nowhere/Else", "../../etc/passwd", "/etc/localtime"])
def test_a_time_zone_that_is_none_is_refused(signed_in: Client, officer: Officer, zone: str) -> None:
    form = {"language": "fr", "time_zone": zone, "theme": "night", "scale": "duty"}
    response = signed_in.post("/account/", form)
    assert "There is no time zone" in response.content.decode()
    officer.refresh_from_db()
    assert officer.language == "en"


def test_a_page_that_is_not_there_does_not_say_so_to_strangers(client: Client, db: None) -> None:
    assert client.get(reverse("kinds"))["Location"].startswith("/account/sign-in/")


def test_the_front_page_is_where_a_stranger_signs_in(client: Client, db: None) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'action="/account/sign-in/"' in page.content.decode()
