from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.records.makers import Region, make_region

from liaison.people.models import Officer
from liaison.people.services import issue_token

Ask = Callable[..., Any]


@pytest.fixture
def region(db: None) -> Region:
    return make_region()


def bearer(officer: Officer, purpose: str = "investigation") -> dict[str, str]:
    now = datetime.now(UTC)
    _, secret = issue_token(
        officer=officer, purpose=purpose, case="C-1", lifetime=timedelta(days=1), moment=now
    )
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask the API as an officer with a token."""

    def asking(officer: Officer, path: str, body: object = None, **query: str) -> Any:
        headers = bearer(officer)
        if body is None:
            return client.get(f"/api/v1/{path}", query, headers=headers)
        return client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)

    return asking
