"""From the plan to the store: each authority signs what it sent in at one time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from liaison.people.selectors import signing_key
from liaison.records.appending import Prepared, append_records
from liaison.records.indexing import columns_of
from liaison.records.interning import intern_policy
from liaison.records.payload import RecordBody, write_payload
from liaison.records.withdrawing import apply_withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from liaison.demo.plan import PlannedRecord
    from liaison.people.models import Authority


def append_plan(records: Iterable[PlannedRecord], *, authorities: dict[str, Authority]) -> None:
    """Sign and append planned records in the order of their days."""
    ordered = sorted(records, key=_sitting)
    for (created, author), sent in groupby(ordered, key=_sitting):
        _append_together(list(sent), author=authorities[author], created=created)


def _sitting(planned: PlannedRecord) -> tuple[datetime, str]:
    return planned.created, planned.draft.author


def _append_together(sent: Sequence[PlannedRecord], *, author: Authority, created: datetime) -> None:
    by_policy = sorted(sent, key=lambda planned: intern_policy(planned.draft.policy))
    bodies = [RecordBody(planned.record, planned.created, planned.draft) for planned in by_policy]
    append_records(
        author=author,
        key=signing_key(author, created),
        created=created,
        records=[_prepared(planned) for planned in by_policy],
        columns=columns_of(bodies),
    )
    for body in bodies:
        if body.draft.withdraws:
            apply_withdrawals(body)


def _prepared(planned: PlannedRecord) -> Prepared:
    payload = write_payload(planned.draft, record=planned.record, created=planned.created)
    return Prepared(planned.record, intern_policy(planned.draft.policy), payload)
