import json
from dataclasses import fields

import pytest
from tests.docs.texts import DOCS, fenced, rows_of

from liaison.kernel.canonical import canonical
from liaison.kernel.envelope import Envelope, from_wire, to_wire
from liaison.kernel.policy import Policy
from liaison.records.indexing import columns_of
from liaison.records.payload import DraftStatement, RecordBody, read_payload, write_payload

PAGE = DOCS / "records.md"
EXAMPLES = [canonical(json.loads(block.text)) for block in fenced(PAGE, "json")]
FIRST, DEFAULTED, CORRECTING = range(3)


def body(number: int) -> RecordBody:
    return read_payload(EXAMPLES[number])


def statement_ids(of: RecordBody) -> dict[str, str]:
    kinds = of.draft.subjects
    said = [(of.draft.subjects[s.subject][0], s.text) for s in of.draft.statements]
    return {f"{of.id}.{number}": text for number, (_key, text) in enumerate([*kinds, *said])}


@pytest.mark.parametrize("number", [FIRST, CORRECTING])
def test_an_example_is_what_the_node_would_write(number: int) -> None:
    read = body(number)
    assert write_payload(read.draft, record=read.id, created=read.created) == EXAMPLES[number]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [FIRST, DEFAULTED, CORRECTING])
def test_an_example_fits_the_ontology_and_its_values_are_canonical(number: int) -> None:
    read = body(number)
    assert len(columns_of([read]).record) == len(read.draft.subjects) + len(read.draft.statements)


def test_defaults_say_the_same_as_members_written_out() -> None:
    whole = json.loads(EXAMPLES[DEFAULTED])
    defaults = whole.pop("defaults")
    whole["statements"] = [defaults | statement for statement in whole["statements"]]
    assert read_payload(canonical(whole)).draft == body(DEFAULTED).draft


def test_ids_count_the_subjects_first() -> None:
    ids = statement_ids(body(FIRST))
    assert list(ids.values())[:2] == ["Vessel", "Person"]
    assert ids[f"{body(FIRST).id}.3"] == "9074729"


def test_the_correction_takes_back_the_quantity_of_the_other_example() -> None:
    (withdrawn,) = body(CORRECTING).draft.withdraws
    assert statement_ids(body(DEFAULTED))[withdrawn.statement] == "30 kg"


def test_a_statement_tightens_the_marking_of_its_record() -> None:
    draft = body(FIRST).draft
    (tighter,) = (s.policy for s in draft.statements if s.policy)
    assert tighter.audience == draft.policy.audience | {"only:XN-CDC"}


def test_every_member_is_described() -> None:
    described = {row[0].strip("`") for row in rows_of(PAGE)}
    payload = set().union(*(json.loads(example) for example in EXAMPLES))
    statement = {field.name for field in fields(DraftStatement)} - {"text"}
    marking = {field.name for field in fields(Policy)}
    wire = json.loads(to_wire(Envelope(EXAMPLES[FIRST], "0" * 32, bytes(64), 0, 1, ())))
    assert payload | statement | marking | set(wire) <= described


def test_the_wire_of_an_example_reads_back() -> None:
    sent = Envelope(EXAMPLES[FIRST], "0" * 32, bytes(64), 0, 1, ())
    assert from_wire(to_wire(sent)) == sent
