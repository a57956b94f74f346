import pytest
from tests.people.makers import MOMENT, PASSWORD, make_authority, make_officer

from liaison.kernel.policy import Level
from liaison.people.faults import PeopleError
from liaison.people.models import Authority, Officer
from liaison.people.selectors import viewer_of
from liaison.people.services import (
    create_authority,
    create_list,
    create_officer,
    set_clearance,
    set_preferences,
    set_roles,
)


def test_an_officer_is_a_viewer_of_what_the_authority_stands_on(
    authority: Authority, officer: Officer
) -> None:
    create_list(name="atlantic", title="x", owner=authority, members=[authority], moment=MOMENT)
    viewer = viewer_of(officer, MOMENT)
    assert viewer.authority == "XN-CDC"
    assert viewer.lists == {"atlantic", "only:XN-CDC"}
    assert viewer.clearance is Level.RESTRICTED
    assert viewer.roles == {"analyst"}
    assert viewer.officer == "XN-CDC N-07"


def test_roles_and_clearance_change_what_the_viewer_is(officer: Officer) -> None:
    set_roles(officer=officer, roles=["duty_officer", "liaison_officer"])
    set_clearance(officer=officer, clearance=Level.SECRET)
    viewer = viewer_of(Officer.objects.get(), MOMENT)
    assert (viewer.roles, viewer.clearance) == ({"duty_officer", "liaison_officer"}, Level.SECRET)


def test_a_role_that_is_not_known_is_refused_with_near_ones(officer: Officer) -> None:
    with pytest.raises(PeopleError, match="analyst"):
        set_roles(officer=officer, roles=["analist"])
    assert Officer.objects.get().roles == ["analyst"]


def test_a_number_stands_once_in_an_authority(officer: Officer) -> None:
    make_officer(make_authority("XV-CUS"), "N-07")
    with pytest.raises(PeopleError, match="given this number"):
        create_officer(
            username="another",
            number="N-07",
            authority=officer.authority,
            roles=[],
            clearance=Level.OPEN,
            password=PASSWORD,
        )


def test_a_user_name_is_taken_whatever_its_case(officer: Officer) -> None:
    with pytest.raises(PeopleError, match="taken"):
        create_officer(
            username=officer.username.upper(),
            number="N-08",
            authority=officer.authority,
            roles=[],
            clearance=Level.OPEN,
            password=PASSWORD,
        )


@pytest.mark.parametrize("password", ["brisk", "password1234", "xn-officer-09"])
def test_a_weak_password_is_refused(authority: Authority, password: str) -> None:
    with pytest.raises(PeopleError, match="too weak") as caught:
        create_officer(
            username="xn-officer-09",
            number="N-09",
            authority=authority,
            roles=[],
            clearance=Level.OPEN,
            password=password,
        )
    assert password not in str(caught.value)
    assert not Officer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "country", "roles", "named"),
    [
        ("xn-cdc", "XN", [], "xn-cdc"),
        ("XN", "XN", [], "XN"),
        ("XN-CDC", "ZZ", [], "ZZ"),
        ("XN-CDC", "XN", ["florist"], "florist"),
    ],
)
def test_an_authority_is_what_the_catalogue_knows(
    code: str, country: str, roles: list[str], named: str
) -> None:
    with pytest.raises(PeopleError, match=f"“{named}”"):
        create_authority(code=code, name="x", country=country, roles=roles)
    assert not Authority.objects.exists()


def test_an_authority_is_entered_once(authority: Authority) -> None:
    with pytest.raises(PeopleError, match="entered already"):
        make_authority(authority.code)


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "tlh"), ("theme", "neon"), ("scale", "huge"), ("time_zone", "Mars/Olympus")],
)
def test_preferences_are_those_offered(officer: Officer, field: str, value: str) -> None:
    wanted = {"language": "pt", "time_zone": "UTC", "theme": "day", "scale": "duty", field: value}
    with pytest.raises(PeopleError, match=value):
        set_preferences(officer=officer, **wanted)
    assert Officer.objects.get().language == "en"
