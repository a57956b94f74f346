"""The bulk path stores what publishing one by one would store."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.makers import PURPOSE, Region, make_region, marking, stored

from liaison.catalogue.ontology import ontology
from liaison.kernel.canonical import parse_canonical
from liaison.records import projection
from liaison.records.appending import Columns
from liaison.records.fence import node_scope
from liaison.records.indexing import columns_of
from liaison.records.ingesting import (
    NOTHING,
    Form,
    Lexicon,
    Rows,
    Stated,
    _Grid,
    append_rows,
    prepared_records,
)
from liaison.records.interning import Grading
from liaison.records.models import Record, Segment, Statement
from liaison.records.payload import DraftRecord, DraftStatement, new_key, read_payload
from liaison.records.services import publish_record

NOW = datetime(2026, 11, 21, 4, 12, tzinfo=UTC)
GRADING = Grading("B", "2", language="en")
KEYS = [f"{number:032x}" for number in range(1, 5)]
RAW = {  # what a source writes, by property; all of it can be read
    "Seizure.date": ["2014-03-05", "5 March 2014", "2014", "?"],
    "Seizure.drug": ["Cocaine", "cocaine", "Heroin"],
    "Seizure.quantity": ["1.50 kg", "490.0 Tablet", "3 kg"],
    "Seizure.place": ["Harwick “old” port", "Bogotá, D.C.", "two\nlines"],
    "Seizure.person": KEYS,
    "Seizure.alias": ["Änne", "Änne ", "B"],
}
ROW = st.fixed_dictionaries({name: st.one_of(st.none(), st.sampled_from(raw)) for name, raw in RAW.items()})
ROW = ROW.filter(lambda row: any(row.values()))  # a record that says nothing is refused either way


@pytest.fixture
def region(db: None) -> Region:
    return make_region()


def form_of(region: Region, **members: Any) -> Form:
    officer = region.north
    policy = marking(officer, "group", **members)
    return Form(officer.authority, policy, "Article 17", PURPOSE, "Seizure", GRADING)


def rows_of(table: list[dict[str, str | None]], observed: list[str]) -> Rows:
    stated = []
    for name in RAW:
        prop, lexicon, codes = ontology().property(_defined(name)), Lexicon(_defined(name)), {}
        for raw in dict.fromkeys(row[name] for row in table if row[name] is not None):
            value = prop.read(raw or "")
            codes[raw] = lexicon.add(value.text, value.number, raw or "")
        stated.append(Stated(lexicon, np.asarray([codes.get(row[name], NOTHING) for row in table], np.int64)))
    return Rows(pa.array([new_key() for _ in table]), stated, observed)


def _defined(name: str) -> str:
    kind, _, bare = name.partition(".")
    return ontology().kind(kind).properties[bare].id


def drafted(form: Form, rows: Rows, place: int) -> DraftRecord:
    """The draft that an officer would have made of a row."""
    draft = DraftRecord(form.author.code, form.policy, form.purpose, form.basis)
    draft.subjects = [(rows.keys[place].as_py(), form.kind)]
    for each in rows.stated:
        if (code := int(each.codes[place])) != NOTHING:
            lexicon = each.lexicon
            draft.statements.append(
                DraftStatement(
                    subject=0,
                    property=lexicon.name,
                    text=lexicon.texts[code],
                    original=lexicon.originals[code] or None,
                    observed=rows.observed[place] or None,
                    source=form.grading.source,
                    information=form.grading.information,
                    language=form.grading.language,
                )
            )
    return draft


def resolved(columns: Columns) -> dict[str, Any]:
    """Columns with keys in place of the positions of subjects, whose order is nobody's business."""
    named = {name: getattr(columns, name) for name in Columns.__slots__}
    named["subject"] = [columns.subjects[i] for i in columns.subject]
    named["link"] = [None if i is None else columns.subjects[i] for i in columns.link]
    return {**named, "subjects": set(columns.subjects)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=6), st.data())
def test_bulk_says_and_stores_what_single_records_would(
    region: Region, table: list[dict[str, str | None]], data: st.DataObject
) -> None:
    observed = data.draw(st.lists(st.sampled_from(["", "2014-03"]), min_size=len(table), max_size=len(table)))
    form, rows = form_of(region), rows_of(table, observed)
    bodies = [read_payload(prepared.payload) for prepared in prepared_records(form, rows, NOW)]
    assert [body.draft for body in bodies] == [drafted(form, rows, place) for place in range(len(table))]
    assert resolved(_Grid(form, rows, NOW).columns()) == resolved(columns_of(bodies))


def test_payloads_are_canonical(region: Region) -> None:
    table = [dict.fromkeys(RAW, None) | {"Seizure.place": "Harwick “old” port\t"}]
    (prepared,) = prepared_records(form_of(region), rows_of(table, [""]), NOW)
    assert parse_canonical(prepared.payload)


TABLE: list[dict[str, str | None]] = [
    {name: raw[place] for name, raw in RAW.items() if name != "Seizure.person"} | {"Seizure.person": None}
    for place in range(3)
]


def test_a_view_sees_the_same_entity_either_way(region: Region) -> None:
    form, rows = form_of(region), rows_of(TABLE, ["2014-03"] * 3)
    assert append_rows(form=form, rows=rows, created=NOW) == 3
    view = region.view(region.south)
    for place in range(3):
        draft = drafted(form, rows, place)
        bulk = view.entity(draft.subjects[0][0])
        single_key = new_key()
        draft.subjects = [(single_key, form.kind)]
        publish_record(draft=draft, officer=region.north)
        single = view.entity(single_key)
        assert bulk is not None
        assert single is not None
        assert said(bulk) == said(single)


def said(entity: Any) -> list[tuple[object, ...]]:
    names = (
        "property",
        "text",
        "number",
        "original",
        "observed",
        "source",
        "information",
        "policy",
        "language",
    )
    return [tuple(getattr(seen, name) for name in names) for seen in entity.statements]


def test_rows_that_are_known_are_left_out(region: Region) -> None:
    form, rows = form_of(region), rows_of(TABLE, [""] * 3)
    first = rows.only(np.asarray([True, False, True]))
    assert append_rows(form=form, rows=first, created=NOW) == 2
    assert append_rows(form=form, rows=rows, created=NOW) == 1
    assert append_rows(form=form, rows=rows, created=NOW) == 0
    assert stored(Record) == 3


def test_segments_cover_every_statement_once_whoever_writes_between(region: Region) -> None:
    form, rows = form_of(region), rows_of(TABLE, [""] * 3)
    append_rows(form=form, rows=rows.only(np.asarray([True, False, False])), created=NOW)
    publish_record(draft=drafted(form, rows_of(TABLE, [""] * 3), 1), officer=region.north)
    append_rows(form=form, rows=rows, created=NOW)
    spans = list(Segment.objects.order_by("first").values_list("first", "last"))
    assert [span[0] for span in spans] == [1, *(last + 1 for _, last in spans[:-1])]
    with node_scope():
        last = Statement.objects.order_by("-pk").values_list("pk")[0][0]
        assert spans[-1][1] == projection.newest() == last
    view = region.view(region.south)
    before = view.table("Seizure", ["date", "drug", "place", "quantity"])
    projection.discard()
    after = view.table("Seizure", ["date", "drug", "place", "quantity"])
    assert before.num_rows == 4
    assert before.to_pylist() == after.to_pylist()


def test_a_failed_append_leaves_no_folder(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(projection.pq, "write_table", fail)
    with pytest.raises(OSError, match="no space"):
        append_rows(form=form_of(region), rows=rows_of(TABLE, [""] * 3), created=NOW)
    assert not list(projection.folder().iterdir())
    assert not stored(Record)
