"""The region in a store: each officer finds what the plan says that they may see, and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth import authenticate

from liaison.demo.content import content
from liaison.demo.plan import PlannedRecord, RegionPlan
from liaison.demo.region import DemoError, Region, build_region
from liaison.kernel.policy import Level, Policy
from liaison.people.models import Authority, Officer
from liaison.people.selectors import key_ring
from liaison.records import audit
from liaison.records.attachments import open_attachment
from liaison.records.fence import node_scope
from liaison.records.models import Record
from liaison.records.verifying import store_faults
from liaison.records.view import View, open_view

TODAY = date(2026, 11, 21)
NOON = datetime.combine(TODAY, time(12), UTC)
PURPOSES = {
    "n-07": "investigation",
    "t-03": "customs-control",
    "c-21": "investigation",
    "i-05": "early-warning",
}


def view_of(username: str) -> View:
    officer = Officer.objects.get(username=username)
    return open_view(officer, purpose=PURPOSES[username], moment=NOON)


def lists_of(authority: str) -> set[str]:
    """Where an authority stands today, read from the content and not from the store."""
    lists = content("authorities")["lists"]
    named = {name for name, row in lists.items() if authority in {*row["members"], *row.get("joined", ())}}
    return named | {f"only:{authority}"}


def may_read(username: str, policy: Policy) -> bool:
    """The rule of a marking in the words of the design, apart from the code that the View asks."""
    row = content("officers")[username]
    if policy.delete and policy.delete <= TODAY:
        return False
    if policy.review and policy.review <= TODAY and policy.originators != {row["authority"]}:
        return False
    return (
        policy.audience <= lists_of(row["authority"])
        and policy.level <= Level[row["clearance"].upper()]
        and (policy.purposes is None or PURPOSES[username] in policy.purposes)
    )


def expected(plan: RegionPlan, username: str, kind: str) -> set[str]:
    """Keys of the subjects of a kind that some record which this officer may read is about."""
    readable = (r.draft for r in plan.records if may_read(username, r.draft.policy))
    return {key for draft in readable for key, of in draft.subjects if of == kind}


def seen(username: str, kind: str) -> set[str]:
    """Keys that the View gives, each cluster taken apart."""
    page = view_of(username).entities(kind, limit=10_000)
    return {key for found in page.items for key in found.entity.keys}


@pytest.mark.parametrize("username", PURPOSES)
@pytest.mark.parametrize(
    "kind", ["Seizure", "Vessel", "Person", "Container", "Account", "LaboratoryAnalysis"]
)
def test_an_officer_sees_the_things_that_the_plan_lets_them_see(
    region: Region, username: str, kind: str
) -> None:
    assert seen(username, kind) == expected(region.plan, username, kind)


def test_the_two_newcomers_see_different_pictures(region: Region) -> None:
    north, thalos = seen("n-07", "Seizure"), seen("t-03", "Seizure")
    assert north - thalos
    assert thalos - north
    assert north & thalos


@pytest.mark.parametrize("username", ["n-07", "t-03"])
def test_counts_by_drug_are_those_of_the_plan(region: Region, username: str) -> None:
    readable: Counter[str] = Counter()
    for record in region.plan.records:
        for stated in record.draft.statements:
            policy = stated.policy or record.draft.policy
            if stated.property == "Seizure.drug" and may_read(username, policy):
                readable[stated.text] += 1
    counted = view_of(username).count("Seizure", by="drug")
    counted.pop("", None)  # seizures of whose drug this officer may read nothing
    assert counted == readable


def own_remarks(plan: RegionPlan) -> dict[str, PlannedRecord]:
    """Remarks that their author keeps to itself, each with its record."""
    return {
        f"{record.record}.{len(record.draft.subjects) + place}": record
        for record in plan.records
        for place, stated in enumerate(record.draft.statements)
        if stated.policy is not None and f"only:{record.draft.author}" in stated.policy.audience
    }


@pytest.mark.parametrize("username", PURPOSES)
def test_nobody_sees_a_remark_that_another_authority_keeps_to_itself(region: Region, username: str) -> None:
    authority = content("officers")[username]["authority"]
    kept = own_remarks(region.plan)
    view = view_of(username)
    subjects = {key for record in kept.values() for key, _ in record.draft.subjects}
    found = {s.id for e in view.entities_of(subjects).values() for s in e.statements}
    assert found, "the officer sees nothing of these things at all"
    assert {kept[each].draft.author for each in found & kept.keys()} <= {authority}
    assert {each for each, r in kept.items() if r.draft.author == authority} <= found


def test_one_officer_sees_one_ship_where_another_sees_two(region: Region) -> None:
    north, thalos = (view_of(name).find("3074715").items for name in ("n-07", "t-03"))
    assert [len(found.entity.keys) for found in north] == [2]
    assert [len(found.entity.keys) for found in thalos] == [1, 1]


def test_a_holding_that_may_be_asked_for_shows_as_a_hit_and_nothing_more(region: Region) -> None:
    page = view_of("t-03").find("3074715")
    assert [(hit.kind_name, hit.authority) for hit in page.hits] == [("Vessel", "XV-POL")]
    assert [found.entity for found in view_of("t-03").find("XA854471000000004471").items] == []


def test_history_shows_what_was_corrected_and_why(region: Region) -> None:
    corrected = next(r for r in region.plan.records if r.draft.withdraws and may_read("n-07", r.draft.policy))
    entity = view_of("n-07").entity(corrected.draft.subjects[0][0])
    assert entity is not None
    assert [s.reason for s in entity.former] == [corrected.draft.withdraws[0].reason]


def test_what_is_due_for_deletion_is_gone_on_its_day(region: Region) -> None:
    gone = next(r for r in region.plan.records if r.draft.policy.delete == TODAY + timedelta(days=9))
    key = gone.draft.subjects[0][0]
    officer = Officer.objects.get(username="n-07")
    before = NOON + timedelta(days=8)
    assert open_view(officer, purpose="investigation", moment=before).entity(key) is not None
    assert open_view(officer, purpose="investigation", moment=before + timedelta(days=1)).entity(key) is None


def test_an_attached_file_is_the_one_that_the_record_names(region: Region) -> None:
    view = view_of("n-07")
    extract = view.find("Extract register ships", kind="Document").items[0].entity.first("attachment")
    assert extract is not None
    opened = open_attachment(view, extract.text.partition(" ")[0])
    assert opened is not None
    assert b"Corriente Azul" in opened[1].read()


def test_the_newcomers_are_let_in_with_the_passwords_that_are_shown(region: Region) -> None:
    assert {newcomer.username for newcomer in region.newcomers} == {"n-07", "t-03"}
    for newcomer in region.newcomers:
        assert authenticate(username=newcomer.username, password=newcomer.password) is not None


def test_memberships_keep_who_came_and_who_left(region: Region) -> None:
    stays = Authority.objects.get(code="XT-CUS").memberships.filter(list__name="atlantic")
    assert [stay.until is not None for stay in stays] == [True]
    joined = Authority.objects.get(code="XI-POL").memberships.get(list__name="atlantic")
    assert (NOON - joined.since).days == 20


def test_every_record_is_signed_with_a_key_that_was_valid_then(region: Region) -> None:
    ring = key_ring()
    with node_scope():
        records = list(Record.objects.select_related("batch", "author"))
    assert records
    for record in records:
        key = ring.find(record.batch.key_id, record.author.code, record.created)
        assert key.key_id == record.batch.key_id


def test_log_signatures_records_values_and_files_hold_together(region: Region) -> None:
    faults = list(store_faults(lambda *_: None))
    assert faults == []


def test_a_node_that_is_not_empty_is_left_alone(region: Region) -> None:
    before = Authority.objects.count()
    with pytest.raises(DemoError, match="not empty"):
        build_region(scale="district", today=TODAY)
    assert Authority.objects.count() == before


def test_the_log_says_that_the_region_was_made_and_not_by_whom_it_is_signed(region: Region) -> None:
    written = audit.uses(action="publish", limit=100)  # other tests have read since
    assert {use.officer for use in written} == {"demo"}
