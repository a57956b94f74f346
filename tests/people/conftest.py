from pathlib import Path

import pytest
from pytest_django import Settings
from tests.people.makers import make_authority, make_officer

from liaison.people.models import Authority, Officer


@pytest.fixture(autouse=True)
def node(tmp_path: Path, settings: Settings) -> Path:
    settings.LIAISON_NODE = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; never outside tests
    return tmp_path


@pytest.fixture
def authority(db: None) -> Authority:
    return make_authority()


@pytest.fixture
def officer(authority: Authority) -> Officer:
    return make_officer(authority)
