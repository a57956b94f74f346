"""The master property: what a View returns is what it would return if nothing else were stored."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.conftest import forget_store
from tests.properties.reduced import reduced_to
from tests.properties.stores import VALUES, Said, said, utter
from tests.records.makers import Region, make_region

from liaison.people.models import Officer
from liaison.records import projection
from liaison.records.models import Record
from liaison.records.view import View

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORDS = ["azul", "azlu", "luna mora", "IMO 9395044", "cocaine", "mora azul"]
Keys = list[tuple[str, str]]  # (subject, kind), and (record, "")


def _lists(view: View, kind: str) -> Iterator[Any]:
    for name, texts in VALUES[kind].items():
        yield view.entities(kind, where={name.rpartition(".")[2]: texts[0]}, limit=3)
    yield view.entities(kind, limit=2)
    yield view.entities(kind, limit=2, offset=2)
    yield view.entities(kind, since=date(2025, 1, 1), until=date(2026, 6, 30))


def _columns(kind: str) -> list[str]:
    return [name.rpartition(".")[2] for name in VALUES[kind]]


ASKED: dict[str, Callable[[View, Keys], Iterator[Any]]] = {
    "entity": lambda view, keys: (view.entity(key) for key, kind in keys if kind),
    "entities": lambda view, _: (page for kind in VALUES for page in _lists(view, kind)),
    "entities_of": lambda view, keys: iter([view.entities_of([key for key, kind in keys if kind])]),
    "find": lambda view, _: (
        view.find(words, kind=kind, place=place, limit=2, offset=offset)
        for words in WORDS
        for kind, place, offset in ((None, "", 0), ("Vessel", "", 1), (None, "harrow", 0))
    ),
    "table": lambda view, _: (view.table(kind, _columns(kind)).to_pydict() for kind in VALUES),
    "count": lambda view, _: (view.count(kind, by=by) for kind in VALUES for by in (None, _columns(kind)[0])),
    "signature": lambda view, keys: (view.signature(record) for record, kind in keys if not kind),
    "document": lambda view, _: iter([view.document("0" * 64)]),
    "edges": lambda view, keys: (view.edges(key) for key, kind in keys if kind),
    "lineage": lambda view, _: iter([view.lineage]),
}
NO_ANSWER = {"viewer", "purpose", "case", "moment", "sight"}  # what was asked with, and the decision itself


def test_every_way_to_ask_is_asked() -> None:
    public = {name for name, _ in inspect.getmembers(View) if not name.startswith("_")}
    assert public - NO_ANSWER == set(ASKED)


def answers(region: Region, officer: Officer, keys: Keys) -> dict[str, list[str]]:
    """Everything a View can be asked, written out; numbers of this process's memory left aside."""
    view = region.view(officer, moment=NOW)
    return {name: [_plain(answer) for answer in ask(view, keys)] for name, ask in ASKED.items()}


def _plain(answer: Any) -> str:
    return re.sub(r"(policy_id|position)=\d+", r"\1", repr(answer))


class NonInterferenceTest(TestCase):
    region: Region

    def setUp(self) -> None:
        forget_store()
        self.region = make_region()

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        records=st.lists(said(), max_size=8),
        projected=st.booleans(),
        later=st.lists(said(), max_size=2),
        reader=st.sampled_from(["north", "south", "east"]),
    )
    def test_hidden_statements_change_no_answer(
        self, records: list[Said], projected: bool, later: list[Said], reader: str
    ) -> None:
        forget_store()
        keys: Keys = []
        for one in records:
            utter(self.region, keys, one)
        if projected:
            projection.project()
        for one in later:
            utter(self.region, keys, one)
        keys += [(record, "") for record in Record.objects.values_list("uuid", flat=True)]
        officer = getattr(self.region, reader)
        whole = answers(self.region, officer, keys)
        with reduced_to(self.region.view(officer, moment=NOW)):
            projection.discard()
            left = answers(self.region, officer, keys)
        assert left == whole
