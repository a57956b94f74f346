from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.kernel_strategies import moments, policies, purposes, viewers

from liaison.kernel.errors import PolicyError
from liaison.kernel.policy import (
    BOTTOM,
    Existence,
    Policy,
    Use,
    Viewer,
    covers,
    decide,
    join,
    join_all,
    needs_consent,
    next_change,
)

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["open", "H1", "TLP:RED", "2026-11-22", ""]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(policies(), policies(), policies())
def test_join_is_associative(a: Policy, b: Policy, c: Policy) -> None:
    assert join(join(a, b), c) == join(a, join(b, c)) == join_all([c, b, a])


@given(policies(), policies())
def test_join_is_commutative(a: Policy, b: Policy) -> None:
    assert join(a, b) == join(b, a)


@given(policies())
def test_join_is_idempotent_and_bottom_is_neutral(a: Policy) -> None:
    assert join(a, a) == join(a, BOTTOM) == a


@given(policies(), policies())
def test_a_join_covers_both_and_is_the_least_that_does(a: Policy, b: Policy) -> None:
    both = join(a, b)
    assert covers(both, a)
    assert covers(both, b)
    assert covers(a, b) == (both == a)


@settings(max_examples=300)  # the law on which every product stands
@given(policies(), policies(), viewers, purposes, moments)
def test_a_join_shows_nobody_more_than_either_part(
    a: Policy, b: Policy, viewer: Viewer, purpose: str, moment: datetime
) -> None:
    both, of_a, of_b = (decide(viewer, policy, purpose, moment).existence for policy in (join(a, b), a, b))
    assert both <= min(of_a, of_b)


@given(policies(), viewers, purposes, moments)
def test_only_a_stated_purpose_shows_anything_to_who_may_not_read(
    policy: Policy, viewer: Viewer, purpose: str, moment: datetime
) -> None:
    existence = decide(viewer, policy, purpose, moment).existence
    assert existence in {Existence.READABLE, Existence.INVISIBLE} or (
        purpose and existence <= policy.existence
    )


@given(policies(), policies(), st.sampled_from(Use), st.sampled_from(["XN-police", "XV-customs"]))
def test_a_join_asks_everybody_whom_either_part_asks(a: Policy, b: Policy, use: Use, authority: str) -> None:
    asked = needs_consent(a, use, authority) | needs_consent(b, use, authority)
    assert asked <= needs_consent(join(a, b), use, authority)


@given(policies(), viewers, purposes, moments, st.floats(0, 1, exclude_max=True))
def test_a_verdict_stands_until_the_next_change(
    policy: Policy, viewer: Viewer, purpose: str, moment: datetime, share: float
) -> None:
    change = next_change(policy, moment)
    later = moment + share * ((change - moment) if change else timedelta(days=9))
    if change and later >= change:  # rounding up to the change itself
        later = change - timedelta(microseconds=1)
    assert decide(viewer, policy, purpose, later) == decide(viewer, policy, purpose, moment)


@given(policies())
def test_json_and_digest_keep_a_policy_apart_from_every_other(policy: Policy) -> None:
    copy = Policy.from_json(policy.to_json())
    assert copy == policy
    assert copy.digest() == policy.digest()


@given(st.dictionaries(st.sampled_from([*Policy().__slots__, "caveat"]), json_values, max_size=3))
def test_any_json_is_a_policy_or_refused(value: dict[str, None]) -> None:
    try:
        policy = Policy.from_json(value)
    except PolicyError:
        return
    assert Policy.from_json(policy.to_json()) == policy
