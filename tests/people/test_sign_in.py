import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.people.makers import MOMENT, PASSWORD, code_of_app, enrol_app, make_officer

from liaison.people.models import Officer
from liaison.people.services import disable_officer, readmit_officer

SIGN_IN, CODE, FACTORS = "/account/sign-in/", "/account/sign-in/second-factor/", "/account/second-factor/"


def write_password(client: Client, officer: Officer, password: str = PASSWORD, *, to: str = SIGN_IN) -> str:
    """Post the sign-in form; the answer is where it leads, empty where it stays."""
    response = client.post(to, {"login": officer.username, "password": password})
    return response.headers.get("Location", "")


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_an_officer_without_second_factor_gets_no_further_than_enrolment(
    client: Client, officer: Officer
) -> None:
    write_password(client, officer)
    for name in ("home", "tokens"):
        response = client.get(reverse(name))
        assert (response.status_code, response["Location"]) == (302, FACTORS)
    assert client.get(FACTORS).status_code == 200


def test_enrolling_an_app_opens_the_node_and_gives_recovery_codes(client: Client, officer: Officer) -> None:
    write_password(client, officer)
    page = client.get("/account/second-factor/app/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    secret = found.group(1)
    response = client.post("/account/second-factor/app/", {"code": code_of_app(secret)}, follow=True)
    assert len(re.findall(r"<li><code>\w+</code></li>", response.content.decode())) == 10
    assert client.get(reverse("tokens")).status_code == 200


def test_a_wrong_code_enrols_nothing(client: Client, officer: Officer) -> None:
    write_password(client, officer)
    page = client.get("/account/second-factor/app/").content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    wrong = f"{(int(code_of_app(found.group(1), time.time() - 3600)) + 1) % 10**6:06d}"
    response = client.post("/account/second-factor/app/", {"code": wrong})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


def test_the_secret_of_an_app_is_sealed(officer: Officer) -> None:
    secret = enrol_app(officer)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)


def test_password_then_code_signs_in(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    assert write_password(client, officer) == CODE
    assert not is_signed_in(client)
    client.post(CODE, {"code": code_of_app(secret)})
    assert is_signed_in(client)


def test_a_code_works_once(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    code = code_of_app(secret)
    write_password(client, officer)
    client.post(CODE, {"code": code})
    other = Client()
    write_password(other, officer)
    other.post(CODE, {"code": code})
    assert not is_signed_in(other)


def test_a_recovery_code_signs_in_once(client: Client, officer: Officer) -> None:
    enrol_app(officer)
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for attempt, works in ((client, True), (Client(), False)):
        write_password(attempt, officer)
        attempt.post(CODE, {"code": code})
        assert is_signed_in(attempt) is works


def test_the_key_of_a_session_changes_at_sign_in(client: Client, officer: Officer) -> None:
    client.get(SIGN_IN)
    client.session["x"] = 1
    session = client.session
    session.save()
    before = session.session_key
    write_password(client, officer)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_name_read_alike(client: Client, officer: Officer) -> None:
    wrong = client.post(SIGN_IN, {"login": officer.username, "password": "no"}).content.decode()
    unknown = client.post(SIGN_IN, {"login": "xn-cdc.n-99", "password": "no"}).content.decode()
    pattern = r'role="alert"><p>(.*?)</p>'
    assert re.findall(pattern, wrong) == re.findall(pattern, unknown) != []


def test_after_five_wrong_passwords_the_right_one_waits_too(client: Client, officer: Officer) -> None:
    for _ in range(5):
        write_password(client, officer, "wrong")
    assert write_password(client, officer) == ""
    assert (
        "Too many attempts"
        in client.post(SIGN_IN, {"login": officer.username, "password": PASSWORD}).content.decode()
    )
    assert not is_signed_in(client)


def test_a_lock_out_holds_from_another_address_and_spares_other_officers(
    client: Client, officer: Officer
) -> None:
    other = make_officer(officer.authority, "N-08")
    for _ in range(5):
        write_password(client, officer, "wrong")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    write_password(elsewhere, officer)
    assert not is_signed_in(elsewhere)
    write_password(elsewhere, other)
    assert is_signed_in(elsewhere)


def test_codes_cannot_be_guessed_without_end(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    write_password(client, officer)
    for _ in range(12):
        client.post(CODE, {"code": "000000"})
    client.post(CODE, {"code": code_of_app(secret)})
    assert not is_signed_in(client)


def test_signing_out_needs_a_post(client: Client, officer: Officer) -> None:
    write_password(client, officer)
    assert client.get("/account/sign-out/").status_code == 200
    assert is_signed_in(client)
    client.post("/account/sign-out/")
    assert not is_signed_in(client)


def test_signing_out_needs_the_token_of_the_form(officer: Officer) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert client.post("/account/sign-out/").status_code == 403
    assert is_signed_in(client)


def test_signing_in_leads_back_to_this_node_only(
    client: Client, officer: Officer, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    assert write_password(client, officer, to=f"{SIGN_IN}?next=/account/") == "/account/"
    other = Client()
    assert write_password(other, officer, to=f"{SIGN_IN}?next=https://elsewhere.example/") == "/"


@pytest.mark.parametrize("path", ["signup/", "account/signup/", "account/email/", "account/password/reset/"])
def test_there_is_no_signing_up_and_no_mail(client: Client, db: None, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_a_closed_officer_is_out_at_the_next_request(client: Client, officer: Officer) -> None:
    write_password(client, officer)
    assert is_signed_in(client)
    disable_officer(officer=officer, moment=MOMENT)
    assert not is_signed_in(client)
    write_password(client, officer)
    assert not is_signed_in(client)


def test_a_readmitted_officer_enrols_anew_and_old_sessions_end(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    write_password(client, officer)
    client.post(CODE, {"code": code_of_app(secret)})
    readmit_officer(officer=officer, password="three barges and a ferry")
    assert not is_signed_in(client)
    assert write_password(client, officer, "three barges and a ferry") != CODE
    assert client.get(reverse("tokens"))["Location"] == FACTORS


def test_the_last_second_factor_stays(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    RecoveryCodes.activate(officer)
    write_password(client, officer)
    client.post(CODE, {"code": code_of_app(secret)})
    client.post("/account/second-factor/app/remove/")
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_what_matters_asks_again_after_a_while(client: Client, officer: Officer) -> None:
    secret = enrol_app(officer)
    write_password(client, officer)
    client.post(CODE, {"code": code_of_app(secret)})
    page = "/account/second-factor/codes/new/"
    assert client.get(page).status_code == 200
    session = client.session
    session["started"] -= 6 * 60
    session.save()
    again = client.get(page)["Location"]
    assert again.startswith("/account/again/")
    client.post(again, {"password": "wrong"})
    assert client.get(page).status_code == 302
    client.post(again, {"password": PASSWORD})
    assert client.get(page).status_code == 200


def test_the_demo_does_without_a_second_factor_and_says_so(
    client: Client, officer: Officer, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    write_password(client, officer)
    response = client.get(reverse("tokens"))
    assert response.status_code == 200
    assert "demonstration" in response.content.decode()
