from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.people.makers import MOMENT, make_officer

from liaison.people.faults import PeopleError
from liaison.people.models import AccessToken, Officer
from liaison.people.selectors import allowed_purposes, valid_token
from liaison.people.services import disable_officer, issue_token, note_token_use, revoke_token, set_roles

DAY = timedelta(days=1)


@pytest.fixture
def raw(officer: Officer) -> str:
    return issue(officer)


def issue(officer: Officer, lifetime: timedelta = 30 * DAY) -> str:
    purpose = allowed_purposes(officer)[0]
    return issue_token(officer=officer, purpose=purpose, case="26-114", lifetime=lifetime, moment=MOMENT)[1]


def test_a_token_is_good_until_it_expires(raw: str, officer: Officer) -> None:
    token = valid_token(raw, MOMENT)
    assert token is not None
    assert (token.officer, token.purpose, token.case) == (officer, allowed_purposes(officer)[0], "26-114")
    assert valid_token(raw, MOMENT + 30 * DAY - timedelta(seconds=1))
    assert valid_token(raw, MOMENT + 30 * DAY) is None
    assert valid_token(raw, MOMENT - timedelta(seconds=1)) is None


def test_only_a_hash_is_kept(raw: str) -> None:
    row = str(AccessToken.objects.values().get())
    assert raw.split("_", 2)[2] not in row


def test_a_token_changed_in_any_place_is_no_token(raw: str) -> None:
    for place, letter in enumerate(raw):
        changed = raw[:place] + ("0" if letter != "0" else "1") + raw[place + 1 :]
        assert valid_token(changed, MOMENT) is None


@pytest.mark.parametrize(
    "raw", ["", "liaison", "liaison_", "liaison__", "_", "é", "liaison_\x00_x", "x" * 10_000]
)
def test_no_text_makes_the_check_fail(db: None, raw: str) -> None:
    assert valid_token(raw, MOMENT) is None


def test_a_token_is_checked_with_one_query(
    raw: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    valid_token(raw, MOMENT)  # the first time it is read whole, then remembered while no column changes
    with django_assert_num_queries(1):
        token = valid_token(raw, MOMENT)
        assert token is not None
        assert token.officer.authority.code == "XN-CDC"


def test_a_revoked_token_is_no_token(raw: str) -> None:
    revoke_token(token=AccessToken.objects.get(), moment=MOMENT)
    assert valid_token(raw, MOMENT) is None


def test_a_closed_officers_tokens_end(raw: str, officer: Officer) -> None:
    disable_officer(officer=officer, moment=MOMENT)
    assert valid_token(raw, MOMENT) is None
    assert AccessToken.objects.get().revoked == MOMENT


def test_a_token_ends_with_the_role_that_allowed_its_purpose(raw: str, officer: Officer) -> None:
    set_roles(officer=officer, roles=["operator"])
    assert valid_token(raw, MOMENT) is None


def test_a_token_for_a_purpose_of_others_is_refused(officer: Officer) -> None:
    with pytest.raises(PeopleError, match="may not state"):
        issue_token(officer=officer, purpose="curiosity", case="", lifetime=DAY, moment=MOMENT)


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_lifetime_has_bounds(officer: Officer, days: int) -> None:
    with pytest.raises(PeopleError, match="between one day and one year"):
        issue(officer, days * DAY)


def test_use_is_noted_to_ten_minutes(raw: str) -> None:
    for minutes, noted in ((0, 0), (9, 0), (10, 10)):
        note_token_use(token=AccessToken.objects.get(), moment=MOMENT + timedelta(minutes=minutes))
        assert AccessToken.objects.get().last_used == MOMENT + timedelta(minutes=noted)


def test_the_page_shows_a_new_token_once(client: Client, officer: Officer, settings: Settings) -> None:
    settings.LIAISON_DEMO = True
    client.force_login(officer)
    form = {"purpose": allowed_purposes(officer)[0], "case": "26-114", "days": 30}
    page = client.post("/account/tokens/", form).content.decode()
    prefix = AccessToken.objects.get().prefix
    secret = page.split(f"liaison_{prefix}_")[1].split("<")[0]
    assert valid_token(f"liaison_{prefix}_{secret}", timezone.now())
    assert secret not in client.get("/account/tokens/").content.decode()


def test_issuing_asks_who_it_is_when_the_sign_in_is_old(
    client: Client, officer: Officer, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    client.force_login(officer)
    session = client.session
    session["started"] -= 6 * 60
    session.save()
    response = client.post("/account/tokens/", {"purpose": allowed_purposes(officer)[0], "days": 30})
    assert "/account/again/" in response["Location"]
    assert not AccessToken.objects.exists()


def test_an_officer_ends_own_tokens_only(
    client: Client, officer: Officer, raw: str, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    prefix = raw.split("_")[1]
    client.force_login(make_officer(officer.authority, "N-08"))
    assert client.post(f"/account/tokens/{prefix}/end/").status_code == 404
    assert valid_token(raw, MOMENT)
    client.force_login(officer)
    assert client.get(f"/account/tokens/{prefix}/end/").status_code == 200
    assert valid_token(raw, MOMENT)
    client.post(f"/account/tokens/{prefix}/end/")
    assert valid_token(raw, MOMENT) is None
