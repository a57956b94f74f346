from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from liaison.kernel.canonical import Json
from liaison.kernel.errors import PolicyError
from liaison.kernel.policy import (
    BOTTOM,
    Existence,
    Handling,
    Level,
    Policy,
    Reason,
    Tlp,
    Use,
    Verdict,
    Viewer,
    covers,
    decide,
    join,
    join_all,
    needs_consent,
    next_change,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
OFFICER = Viewer("o1", "XN-police", frozenset({"fleet", "north"}), Level.RESTRICTED, frozenset({"analyst"}))
CONDITIONED = Policy(
    handling=frozenset({Handling.H3}),
    conditions=frozenset({"Call first."}),
    originators=frozenset({"XV-customs"}),
)


def verdict(policy: Policy, purpose: str = "investigation", moment: datetime = NOON) -> Verdict:
    return decide(OFFICER, policy, purpose, moment)


@pytest.mark.parametrize(
    "policy",
    [
        Policy(),
        BOTTOM,
        Policy(audience=frozenset({"fleet", "north"}), level=Level.RESTRICTED),
        Policy(purposes=frozenset({"investigation"})),
        Policy(review=DAY, delete=DAY, originators=frozenset({"XV-customs"})),
        CONDITIONED,
    ],
)
def test_a_viewer_who_meets_every_restriction_reads(policy: Policy) -> None:
    assert verdict(policy) == Verdict(Existence.READABLE, Reason.READABLE)


@pytest.mark.parametrize(
    ("policy", "reason", "detail"),
    [
        (Policy(audience=frozenset({"south", "fleet", "east"})), Reason.OUTSIDE_AUDIENCE, "east, south"),
        (Policy(level=Level.SECRET), Reason.ABOVE_CLEARANCE, "SECRET"),
        (Policy(purposes=frozenset({"early-warning"})), Reason.OTHER_PURPOSE, "investigation"),
        (Policy(purposes=frozenset()), Reason.OTHER_PURPOSE, "investigation"),
    ],
)
def test_who_may_not_read_meets_nothing_and_the_author_learns_why(
    policy: Policy, reason: Reason, detail: str
) -> None:
    assert verdict(policy) == Verdict(Existence.INVISIBLE, reason, detail)


@pytest.mark.parametrize(
    ("existence", "left"),
    [
        (Existence.INVISIBLE, Existence.INVISIBLE),
        (Existence.COUNTABLE, Existence.COUNTABLE),
        (Existence.HIT, Existence.HIT),
        (Existence.READABLE, Existence.HIT),
    ],
)
def test_who_may_not_read_meets_at_most_a_hit_and_without_purpose_nothing(
    existence: Existence, left: Existence
) -> None:
    policy = Policy(level=Level.SECRET, existence=existence)
    assert verdict(policy).existence == left
    assert verdict(policy, purpose="").existence == Existence.INVISIBLE


def test_an_audience_of_nobody_shows_nothing_to_anybody() -> None:
    assert verdict(Policy(nobody=True, existence=Existence.HIT)) == Verdict(
        Existence.INVISIBLE, Reason.NOBODY
    )


def test_deletion_is_obeyed_at_midnight_utc_by_its_author_too() -> None:
    policy = Policy(delete=DAY, originators=frozenset({OFFICER.authority}))
    assert verdict(policy, moment=MIDNIGHT - INSTANT).existence == Existence.READABLE
    assert verdict(policy, moment=MIDNIGHT) == Verdict(Existence.INVISIBLE, Reason.DELETED, "2026-11-22")


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    east = timezone(timedelta(hours=14))
    moment = datetime(2026, 11, 22, 13, 59, tzinfo=east)
    assert verdict(Policy(delete=DAY), moment=moment).existence == Existence.READABLE
    assert verdict(Policy(delete=DAY), moment=moment + timedelta(minutes=1)).reason == Reason.DELETED


def test_after_the_review_date_only_a_single_originator_reads() -> None:
    own, foreign = frozenset({OFFICER.authority}), frozenset({"XV-customs"})
    assert verdict(Policy(review=DAY, originators=own), moment=MIDNIGHT).existence == Existence.READABLE
    for originators in (foreign, own | foreign):
        late = verdict(Policy(review=DAY, originators=originators, existence=Existence.HIT), moment=MIDNIGHT)
        assert late == Verdict(Existence.INVISIBLE, Reason.REVIEW_DUE, "2026-11-22")


def test_the_originator_is_bound_by_the_other_restrictions_after_review_too() -> None:
    policy = Policy(review=DAY, originators=frozenset({OFFICER.authority}), level=Level.SECRET)
    assert verdict(policy, moment=MIDNIGHT).reason == Reason.ABOVE_CLEARANCE


def test_a_time_without_zone_is_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(PolicyError, match="without a zone"):
        verdict(Policy(), moment=naive)
    with pytest.raises(PolicyError, match="without a zone"):
        next_change(Policy(), naive)


def test_next_change_is_the_next_date_to_come() -> None:
    policy = Policy(review=DAY, delete=DAY + timedelta(days=1), originators=frozenset({"XV-customs"}))
    assert next_change(policy, NOON) == MIDNIGHT
    assert next_change(policy, MIDNIGHT) == MIDNIGHT + timedelta(days=1)
    assert next_change(policy, MIDNIGHT + timedelta(days=1)) is None
    assert next_change(Policy(), NOON) is None


def test_join_is_the_strictest_of_both() -> None:
    one = Policy(
        level=Level.LIMITED,
        tlp=Tlp.RED,
        handling=frozenset({Handling.H1}),
        audience=frozenset({"fleet"}),
        purposes=frozenset({"investigation", "judicial-proceedings"}),
        originators=frozenset({"XN-police"}),
        existence=Existence.HIT,
        threshold=5,
        review=DAY,
    )
    other = Policy(
        level=Level.SECRET,
        tlp=Tlp.GREEN,
        handling=frozenset({Handling.H3}),
        conditions=frozenset({"Call first."}),
        audience=frozenset({"north"}),
        nobody=True,
        purposes=frozenset({"investigation", "early-warning"}),
        originators=frozenset({"XV-customs"}),
        existence=Existence.COUNTABLE,
        threshold=3,
        delete=DAY,
    )
    assert join(one, other) == Policy(
        level=Level.SECRET,
        tlp=Tlp.RED,
        handling=frozenset({Handling.H1, Handling.H3}),
        conditions=frozenset({"Call first."}),
        audience=frozenset({"fleet", "north"}),
        nobody=True,
        purposes=frozenset({"investigation"}),
        originators=frozenset({"XN-police", "XV-customs"}),
        existence=Existence.COUNTABLE,
        threshold=5,
        review=DAY,
        delete=DAY,
    )


def test_any_purpose_is_wider_than_a_list_of_purposes() -> None:
    listed = Policy(purposes=frozenset({"investigation"}))
    assert join(Policy(), listed) == join(listed, Policy()) == listed


def test_a_policy_covers_what_it_is_at_least_as_strict_as() -> None:
    assert covers(Policy(level=Level.SECRET), Policy(level=Level.LIMITED))
    assert not covers(Policy(level=Level.SECRET), Policy(audience=frozenset({"fleet"})))


def test_the_join_of_none_restricts_nothing() -> None:
    assert join_all([]) == BOTTOM
    assert join_all([Policy(threshold=2), Policy(threshold=3)]) == Policy(threshold=3)


OWN = frozenset({"XN-police", "XV-customs"})


@pytest.mark.parametrize(
    ("policy", "uses"),
    [
        (Policy(originators=OWN), set()),
        (Policy(tlp=Tlp.AMBER, originators=OWN), set()),
        (Policy(tlp=Tlp.AMBER_STRICT, originators=OWN), {Use.ONWARD}),
        (Policy(tlp=Tlp.RED, originators=OWN), {Use.ONWARD}),
        (Policy(handling=frozenset({Handling.H1}), originators=OWN), {Use.COURT}),
        (Policy(handling=frozenset({Handling.H2}), originators=OWN), {Use.ONWARD}),
        (join(CONDITIONED, Policy(originators=OWN)), {Use.CONDITIONS}),
    ],
)
def test_each_code_restricts_its_uses_and_the_other_originators_consent(
    policy: Policy, uses: set[Use]
) -> None:
    for use in Use:
        consents = needs_consent(policy, use, "XN-police")
        assert consents == (frozenset({"XV-customs"}) if use in uses else frozenset())


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"audience": frozenset({"public"})}, "no distribution list"),
        ({"audience": frozenset({""})}, "among the audience"),
        ({"purposes": frozenset({" x"})}, "among the purposes"),
        ({"originators": frozenset({"a\x00"})}, "among the originators"),
        ({"originators": frozenset({"\ud800"})}, "among the originators"),
        ({"handling": frozenset({Handling.H3}), "originators": OWN}, "H3"),
        ({"conditions": frozenset({"Call first."}), "originators": OWN}, "H3"),
        ({"threshold": -1}, "a count"),
        ({"review": NOON, "originators": OWN}, "beginning of a day"),
        ({"delete": NOON}, "beginning of a day"),
        ({"review": DAY}, "no authority could lift"),
        ({"tlp": Tlp.RED}, "no authority could lift"),
        ({"handling": frozenset({Handling.H2})}, "no authority could lift"),
    ],
)
def test_a_marking_that_contradicts_itself_is_refused(members: dict[str, object], reason: str) -> None:
    with pytest.raises(PolicyError, match=reason):
        Policy(**members)  # type: ignore[arg-type]  # the cases give each member its own type


def test_json_names_codes_and_leaves_out_what_is_unmarked() -> None:
    policy = Policy(
        level=Level.RESTRICTED,
        tlp=Tlp.AMBER_STRICT,
        handling=frozenset({Handling.H2, Handling.H1}),
        audience=frozenset({"north", "fleet"}),
        nobody=True,
        purposes=frozenset(),
        originators=frozenset({"XN-police"}),
        existence=Existence.HIT,
        threshold=5,
        review=DAY,
    )
    written: dict[str, Json] = {
        "level": "restricted",
        "tlp": "TLP:AMBER+STRICT",
        "handling": ["H1", "H2"],
        "audience": ["fleet", "north"],
        "nobody": True,
        "purposes": [],
        "originators": ["XN-police"],
        "existence": "hit",
        "threshold": 5,
        "review": "2026-11-22",
    }
    assert policy.to_json() == written
    assert Policy.from_json(written) == policy
    assert Policy().to_json() == {}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "open",
        {"caveat": "x"},
        {"level": "RESTRICTED"},
        {"level": 2},
        {"level": []},
        {"tlp": "amber"},
        {"handling": "H1"},
        {"handling": ["H0"]},
        {"audience": {"fleet": 1}},
        {"audience": [1]},
        {"audience": ["public"]},
        {"nobody": 1},
        {"purposes": None},
        {"threshold": True},
        {"threshold": 1.5},
        {"review": "20261122", "originators": ["XN-police"]},
        {"delete": "2026-11-31"},
        {"delete": 20261122},
    ],
)
def test_json_that_is_no_policy_is_refused(value: Json) -> None:
    with pytest.raises(PolicyError):
        Policy.from_json(value)


def test_equal_policies_have_one_digest() -> None:
    one, same = Policy(audience=frozenset({"a", "b"})), Policy(audience=frozenset({"b", "a"}))
    assert one.digest() == same.digest()
    assert len(one.digest()) == 64
    assert one.digest() != Policy(audience=frozenset({"a"})).digest()
