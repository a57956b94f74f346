import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.api.conftest import Ask, bearer
from tests.records.makers import Region

from liaison.api import pace
from liaison.api.urls import api
from liaison.people.models import AccessToken
from liaison.people.services import disable_officer, revoke_token


def test_without_a_token_nothing_is_told(region: Region, client: Client) -> None:
    answer = client.get("/api/v1/kinds")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_ends_at_once(region: Region, client: Client) -> None:
    headers = bearer(region.north)
    assert client.get("/api/v1/kinds", headers=headers).status_code == 200
    revoke_token(token=AccessToken.objects.get(), moment=datetime.now(UTC))
    assert client.get("/api/v1/kinds", headers=headers).status_code == 401


def test_the_token_of_a_closed_officer_ends_at_once(region: Region, client: Client) -> None:
    headers = bearer(region.north)
    assert client.get("/api/v1/kinds", headers=headers).status_code == 200
    disable_officer(officer=region.north, moment=datetime.now(UTC))
    assert client.get("/api/v1/kinds", headers=headers).status_code == 401


def test_a_role_taken_away_counts_at_once(region: Region, client: Client) -> None:
    headers = bearer(region.north)
    assert client.get("/api/v1/kinds", headers=headers).status_code == 200
    region.north.roles = []
    region.north.save()
    assert client.get("/api/v1/kinds", headers=headers).status_code == 401


def test_a_session_opens_nothing_here(region: Region, client: Client) -> None:
    client.force_login(region.north)
    assert client.get("/api/v1/kinds").status_code == 401


def test_who_asks_too_fast_is_told_to_wait(region: Region, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "PER_MINUTE", 3)
    answers = [ask(region.east, "kinds") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert ask(region.south, "kinds").status_code == 200


def test_the_description_names_every_operation(region: Region, ask: Ask) -> None:
    answer = ask(region.north, "openapi.json")
    described = json.loads(answer.content)
    assert described == json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    assert all(
        "summary" in op and "responses" in op for path in described["paths"].values() for op in path.values()
    )
    assert described["security"] == [{"token": []}]
