"""What authorities took back: values corrected, records entered twice and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison.demo.content import language_of
from liaison.demo.names import sentence
from liaison.demo.plan import PlannedRecord, RegionPlan, canonical_text, new_key
from liaison.records.payload import DraftRecord, DraftStatement, Withdrawal

if TYPE_CHECKING:
    from random import Random

_QUANTITY = "Seizure.quantity"
_WEIGHTS = (" kg", " g")


def plan_history(plan: RegionPlan) -> None:
    """Correct some weights and withdraw others, with the sheet after the one that held them."""
    dice = plan.dice("history")
    weighed = [planned for planned in plan.records if _place_of(planned) is not None]
    for number, planned in enumerate(dice.sample(weighed, min(plan.many(60), len(weighed)))):
        plan.records.append(_taking_back(plan, dice, planned, corrects=number % 4 != 0))


def _place_of(planned: PlannedRecord) -> int | None:
    """Where a weight stands among the statements of a record about one seizure."""
    if planned.draft.withdraws:
        return None
    stated = enumerate(planned.draft.statements)
    return next((place for place, s in stated if s.property == _QUANTITY and s.text.endswith(_WEIGHTS)), None)


def _taking_back(plan: RegionPlan, dice: Random, planned: PlannedRecord, *, corrects: bool) -> PlannedRecord:
    place = _place_of(planned) or 0
    old, language = planned.draft.statements[place], language_of(planned.draft.author)
    reason = sentence(dice, "corrected" if corrects else "withdrawn", language)
    draft = DraftRecord(
        author=planned.draft.author,
        policy=old.policy or planned.draft.policy,
        purpose=planned.draft.purpose,
        basis=planned.draft.basis,
        subjects=list(planned.draft.subjects),
        statements=[_lighter(dice, planned.draft.subjects[0][1], old)] if corrects else [],
        withdraws=[Withdrawal(f"{planned.record}.{len(planned.draft.subjects) + place}", reason)],
    )
    return PlannedRecord(new_key(dice), plan.signed_after(planned.created.date()), draft)


def _lighter(dice: Random, kind: str, old: DraftStatement) -> DraftStatement:
    number, _blank, unit = old.text.partition(" ")
    weighed = f"{float(number) * dice.uniform(0.8, 0.97):.1f} {unit}"
    return replace(old, text=canonical_text(kind, "quantity", weighed)[1], original=None, policy=None)
