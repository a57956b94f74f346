"""What the plan promises before anything is stored: the same again, nothing real, each thing once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import UNKNOWN
from liaison.demo.content import content, states
from liaison.demo.plan import PlannedRecord, RegionPlan, Sketch
from liaison.demo.region import plan_region
from liaison.kernel.policy import Existence, Handling, Tlp
from liaison.records.payload import DraftStatement, write_payload

TODAY = date(2026, 11, 21)
# Some of the commonest names of the world; a region with one of them would name somebody.
REAL = frozenset(Path(__file__).with_name("common_names.txt").read_text("utf-8").split())


def statements(plan: RegionPlan) -> Iterator[tuple[PlannedRecord, DraftStatement]]:
    return ((record, stated) for record in plan.records for stated in record.draft.statements)


def signed(plan: RegionPlan) -> list[bytes]:
    return [write_payload(r.draft, record=r.record, created=r.created) for r in plan.records]


def test_the_same_seed_and_day_give_the_same_records_to_the_byte(plan: RegionPlan) -> None:
    again = plan_region(seed=26, scale="district", today=TODAY)
    assert signed(again) == signed(plan)


def test_another_seed_gives_another_region(plan: RegionPlan) -> None:
    other = plan_region(seed=27, scale="district", today=TODAY)
    assert set(signed(other)).isdisjoint(signed(plan))


def test_the_whole_region_has_about_three_thousand_records() -> None:
    whole = plan_region(seed=26, scale="region", today=TODAY)
    assert 3_000 <= len(whole.records) <= 4_000


def test_no_record_is_signed_in_the_future_or_before_the_region_begins(plan: RegionPlan) -> None:
    midnight = datetime(2026, 11, 21, tzinfo=UTC)
    assert max(r.created for r in plan.records) <= midnight
    assert min(r.created for r in plan.records) > midnight - timedelta(days=5 * 365)


def test_every_country_that_is_named_is_fabricated(plan: RegionPlan) -> None:
    model = ontology()
    named = {s.text for _, s in statements(plan) if model.property(s.property).type.name == "country"}
    assert named - {UNKNOWN} == set(states())


def test_nobody_has_the_name_of_a_real_person() -> None:
    whole = plan_region(seed=5, scale="region", today=TODAY)
    people = [r for r in whole.records if r.draft.subjects[0][1] == "Person"]
    names = [s.text for r in people for s in r.draft.statements if s.property == "Thing.name"]
    words = {word.casefold() for name in names for word in name.split()}
    assert len(words) > 100
    assert words.isdisjoint(REAL)


def test_names_of_persons_are_put_together_from_invented_syllables() -> None:
    given, family = content("words")["given"], content("words")["family"]
    firsts = {start + end for start in given["first"] for end in given["last"]}
    lasts = {a + b + c for a in family["first"] for b in family["middle"] for c in family["last"]}
    plan = plan_region(seed=5, scale="district", today=TODAY)
    for record in plan.records:
        for stated in record.draft.statements:
            if record.draft.subjects[stated.subject][1] == "Person" and stated.property == "Thing.name":
                first, last = stated.text.split()
                assert first in firsts
                assert last in lasts


def test_every_statement_about_a_person_has_a_category_and_no_other_has_one(plan: RegionPlan) -> None:
    model = ontology()
    for record, stated in statements(plan):
        kind = model.kind(record.draft.subjects[stated.subject][1])
        assert bool(stated.category) == kind.person, (record, stated)
        assert not stated.category or stated.category in vocabulary("category").codes


def test_purposes_and_legal_bases_are_those_of_the_catalogue(plan: RegionPlan) -> None:
    assert {r.draft.purpose for r in plan.records} <= set(vocabulary("purpose").codes)
    assert {r.draft.basis for r in plan.records} <= set(vocabulary("legal_basis").codes)
    allowed = {p for r in plan.records for p in r.draft.policy.purposes or ()}
    assert allowed <= set(vocabulary("purpose").codes)


def test_every_author_stands_in_the_audience_of_what_it_signs(plan: RegionPlan) -> None:
    lists = content("authorities")["lists"]
    for record, stated in statements(plan):
        author = record.draft.author
        for name in (stated.policy or record.draft.policy).audience:
            assert name == f"only:{author}" or author in {
                *lists[name]["members"],
                *lists[name].get("joined", ()),
            }


def test_markings_of_every_sort_occur(plan: RegionPlan) -> None:
    policies = [s.policy or r.draft.policy for r, s in statements(plan)]
    assert {code for p in policies for code in p.handling} == set(Handling)
    assert {p.tlp for p in policies} == set(Tlp)
    assert {Existence.HIT, Existence.COUNTABLE, Existence.INVISIBLE} <= {p.existence for p in policies}
    soon = TODAY + timedelta(days=30)
    assert any(p.review and TODAY < p.review <= soon for p in policies)
    assert any(p.delete and TODAY < p.delete <= soon for p in policies)


def test_opinions_unknown_values_and_four_languages_occur(plan: RegionPlan) -> None:
    stated = [s for _, s in statements(plan)]
    assert any(s.opinion for s in stated)
    assert any(s.text == UNKNOWN for s in stated)
    assert {s.language for s in stated} == {"", "en", "es", "fr", "pt"}


def test_authorities_differ_on_the_flag_of_a_ship_and_the_weight_of_a_load(plan: RegionPlan) -> None:
    said = Counter((r.draft.subjects[s.subject][0], s.property, s.text) for r, s in statements(plan))
    for name in ("Vessel.flag", "Seizure.quantity"):
        subjects = Counter(subject for subject, term, _ in said if term == name)
        assert subjects.most_common(1)[0][1] >= 2


def test_authors_take_back_only_what_they_said_before(plan: RegionPlan) -> None:
    by_id = {r.record: r for r in plan.records}
    taken = [(r, w) for r in plan.records for w in r.draft.withdraws]
    assert {bool(r.draft.statements) for r, _ in taken} == {True, False}  # corrected, and withdrawn
    for record, withdrawal in taken:
        old = by_id[withdrawal.statement.partition(".")[0]]
        assert old.draft.author == record.draft.author
        assert old.created <= record.created


def test_a_record_is_written_under_one_marking_that_its_statements_only_tighten(plan: RegionPlan) -> None:
    sketch = Sketch(plan, plan.dice("test"), "XN-CDC", TODAY - timedelta(days=3), "region")
    first = sketch.about("Case")
    sketch.say(first, "reference", "26-114")
    assert sketch.draft.statements[0].policy is None
    for record, stated in statements(plan):
        if stated.policy is not None:
            assert stated.policy.audience >= record.draft.policy.audience
            assert stated.policy.level >= record.draft.policy.level


def test_seizures_show_their_routes_seasons_and_steps() -> None:
    whole = plan_region(seed=26, scale="region", today=TODAY)
    months: Counter[int] = Counter()
    drawn = [r.draft for r in whole.records if r.draft.subjects[0][1] == "Seizure" and not r.draft.withdraws]
    for draft in drawn:
        said = {s.property: s.text for s in draft.statements}
        if "tablet" in said["Seizure.quantity"] and len(said["Seizure.date"]) == 10:
            months[int(said["Seizure.date"][5:7])] += 1
    assert sum(months[m] for m in (6, 7, 8)) > 1.4 * sum(months[m] for m in (12, 1, 2))
