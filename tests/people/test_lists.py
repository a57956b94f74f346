from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.people.makers import MOMENT, make_authority

from liaison.people.faults import PeopleError
from liaison.people.models import Authority, DistributionList, Membership
from liaison.people.selectors import lists_of, members_of
from liaison.people.services import create_list, join_list, leave_list

DAY = timedelta(days=1)


@pytest.fixture
def atlantic(authority: Authority) -> DistributionList:
    return create_list(
        name="atlantic", title="Atlantic group", owner=authority, members=[authority], moment=MOMENT
    )


def test_each_authority_is_alone_on_its_own_list(authority: Authority) -> None:
    assert lists_of(authority, MOMENT) == {"only:XN-CDC"}
    assert members_of("only:XN-CDC", MOMENT) == {"XN-CDC"}


def test_an_unknown_list_reaches_nobody(authority: Authority) -> None:
    assert members_of("nobody-made-this", MOMENT) == set()
    assert members_of("only:XX-NONE", MOMENT) == set()


def test_membership_is_a_history(atlantic: DistributionList) -> None:
    guest = make_authority("XV-CUS")
    join_list(distribution_list=atlantic, authority=guest, moment=MOMENT + DAY)
    leave_list(distribution_list=atlantic, authority=guest, moment=MOMENT + 3 * DAY)
    join_list(distribution_list=atlantic, authority=guest, moment=MOMENT + 5 * DAY)
    on = [day for day in range(7) if "atlantic" in lists_of(guest, MOMENT + day * DAY)]
    assert on == [1, 2, 5, 6]
    assert members_of("atlantic", MOMENT + 2 * DAY) == {"XN-CDC", "XV-CUS"}
    assert members_of("atlantic", MOMENT + 4 * DAY) == {"XN-CDC"}
    assert Membership.objects.filter(authority=guest).count() == 2


def test_who_is_on_a_list_cannot_join_it(authority: Authority, atlantic: DistributionList) -> None:
    with pytest.raises(PeopleError, match="already"):
        join_list(distribution_list=atlantic, authority=authority, moment=MOMENT + DAY)


def test_a_stay_cannot_be_entered_into_the_past_of_another(
    authority: Authority, atlantic: DistributionList
) -> None:
    leave_list(distribution_list=atlantic, authority=authority, moment=MOMENT + 3 * DAY)
    with pytest.raises(PeopleError, match="already"):
        join_list(distribution_list=atlantic, authority=authority, moment=MOMENT + DAY)


def test_who_is_not_on_a_list_cannot_leave_it(authority: Authority, atlantic: DistributionList) -> None:
    with pytest.raises(PeopleError, match="not on the list"):
        leave_list(distribution_list=atlantic, authority=make_authority("XV-CUS"), moment=MOMENT)
    with pytest.raises(PeopleError, match="not on the list"):
        leave_list(distribution_list=atlantic, authority=authority, moment=MOMENT - DAY)


@pytest.mark.parametrize("name", ["public", "only:XN-CDC", "Atlantic", "atlantic group", "", "-x", "a"])
def test_names_that_mean_something_else_are_refused(authority: Authority, name: str) -> None:
    with pytest.raises(PeopleError, match="cannot name a list"):
        create_list(name=name, title="x", owner=authority, members=[], moment=MOMENT)


def test_a_list_that_cannot_be_filled_is_not_opened(authority: Authority) -> None:
    with pytest.raises(PeopleError, match="already"):
        create_list(
            name="atlantic", title="x", owner=authority, members=[authority, authority], moment=MOMENT
        )
    assert not DistributionList.objects.exists()


def test_a_second_list_of_a_name_is_refused(authority: Authority, atlantic: DistributionList) -> None:
    with pytest.raises(PeopleError, match="there already"):
        create_list(name="atlantic", title="x", owner=authority, members=[], moment=MOMENT)


class TestStays(TestCase):
    """Whatever the order of joining and leaving, both reads agree at every moment."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=12))
    def test_both_reads_agree(self, moves: list[tuple[bool, int]]) -> None:
        authority = make_authority()
        group = create_list(name="group", title="x", owner=authority, members=[], moment=MOMENT)
        for joins, day in moves:
            move = join_list if joins else leave_list
            try:
                move(distribution_list=group, authority=authority, moment=MOMENT + day * DAY)
            except PeopleError:
                continue
        for hours in range(0, 240, 12):
            moment = MOMENT + timedelta(hours=hours)
            assert ("group" in lists_of(authority, moment)) == ("XN-CDC" in members_of("group", moment))
            assert Membership.objects.filter(since__lte=moment).exclude(until__lte=moment).count() <= 1
