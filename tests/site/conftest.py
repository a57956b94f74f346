import pytest
from tests.people.makers import make_authority, make_officer

from liaison.people.models import Authority, Officer


@pytest.fixture
def authority(db: None) -> Authority:
    return make_authority()


@pytest.fixture
def officer(authority: Authority) -> Officer:
    return make_officer(authority)
