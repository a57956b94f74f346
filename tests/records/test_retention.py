import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import forget_store
from tests.records.makers import PURPOSE, Region, make_region, marking, publish

from liaison.kernel.envelope import leaf
from liaison.kernel.merkle import root
from liaison.records import models, retention
from liaison.records.attachments import file_of, store_attachment
from liaison.records.audit import broken_links, uses
from liaison.records.fence import node_scope
from liaison.records.projection import project
from liaison.records.retention import Due, due_for_review, sweep
from liaison.records.services import withdraw_statement
from liaison.records.view import View

pytestmark = pytest.mark.django_db

DAY = date(2040, 5, 1)
BEFORE = datetime(2040, 4, 30, 23, 59, 59, tzinfo=UTC)
AFTER = datetime(2040, 5, 1, tzinfo=UTC)
NAME, OTHER = {"Thing.name": "Corriente Azul"}, {"Thing.name": "Garza Gris"}


@pytest.fixture
def region() -> Region:
    return make_region()


def ending(region: Region, day: date = DAY, *lists: str) -> object:
    return marking(region.north, *(lists or ("group",)), delete=day)


def picture(view: View) -> object:
    """Everything that the exits of a View show of vessels."""
    page = view.entities("Vessel")
    entities = [view.entity(found.entity.key) for found in page.items]
    return (
        [
            (e.key, [(s.id, s.text) for s in e.statements], [(s.id, s.text) for s in e.former])
            for e in entities
            if e
        ],
        [
            [f.entity.key for f in view.find(words).items]
            for words in ("corriente azul", "garza", "heron", "gris")
        ],
        view.table("Vessel", ["name", "note"]).to_pydict(),
        view.count("Vessel", by="name"),
        page.total,
    )


@node_scope()
def stored_record(uuid: str) -> models.Record:
    return models.Record.objects.select_related("batch").get(uuid=uuid)


@node_scope()
def stored_rows(
    model: type[models.Record | models.Statement | models.FormerStatement], **chosen: bool
) -> int:
    return model.objects.filter(**chosen).count()


def test_after_its_day_nobody_sees_it_and_the_log_proves_it(region: Region, node: Path) -> None:
    key, uuid = publish(region.north, "Vessel", NAME, policy=ending(region))
    project()
    payload = stored_record(uuid).payload
    assert region.view(region.north, moment=BEFORE).entity(key) is not None
    assert region.view(region.north, moment=AFTER).entity(key) is None
    swept = sweep(moment=AFTER)
    assert (swept.statements, swept.payloads, swept.segments, swept.subjects) == (2, 1, 1, 1)
    record = stored_record(uuid)
    assert (record.payload, record.erased) == (None, AFTER)
    assert bytes(record.leaf) == leaf(payload)
    assert bytes(record.batch.root) == root([bytes(record.leaf)])


def test_nothing_of_it_is_left_in_any_table_or_file(region: Region, node: Path) -> None:
    publish(region.north, "Vessel", NAME, policy=ending(region))
    publish(region.north, "Vessel", OTHER)
    project()
    sweep(moment=AFTER)
    texts = set(models.Value.objects.values_list("text", flat=True))
    assert texts == {"Vessel", "Garza Gris"}
    assert set(models.Word.objects.values_list("text", flat=True)) == {"garza", "gris"}
    assert not models.WordVariant.objects.exclude(word_id__in=models.Word.objects.values("pk")).exists()
    files = [path for path in (node / "projection").rglob("*") if path.is_file()]
    assert files
    assert not any(b"Corriente" in path.read_bytes() for path in files)


def test_what_stands_stays_when_the_payload_goes(region: Region) -> None:
    mixed = {"Thing.name": "Garza Gris", "Thing.note": "seen at night"}
    key, uuid = publish(region.north, "Vessel", mixed, tighter={"Thing.note": ending(region)})
    project()
    before = picture(region.view(region.south, moment=AFTER))
    swept = sweep(moment=AFTER)
    assert (swept.statements, swept.payloads, swept.subjects) == (1, 1, 0)
    assert stored_record(uuid).payload is None
    assert picture(region.view(region.south, moment=AFTER)) == before
    assert region.view(region.south, moment=AFTER).entity(key) is not None


def test_a_value_that_another_statement_needs_stays(region: Region) -> None:
    publish(region.north, "Vessel", NAME, policy=ending(region))
    key, _ = publish(region.south, "Vessel", NAME)
    sweep(moment=AFTER)
    found = region.view(region.east, moment=AFTER).find("corriente")
    assert [f.entity.key for f in found.items] == [key]


def test_history_goes_too(region: Region) -> None:
    key, uuid = publish(region.north, "Vessel", NAME, policy=ending(region))
    withdraw_statement(
        statement=f"{uuid}.1", reason="a slip of the pen", officer=region.north, purpose=PURPOSE
    )
    assert stored_rows(models.FormerStatement) == 1
    swept = sweep(moment=AFTER)
    assert stored_rows(models.FormerStatement) == 0
    assert swept.payloads == 2
    assert stored_rows(models.Record, payload__isnull=False) == 0
    assert not models.Subject.objects.filter(key=key).exists()


def test_a_second_sweep_finds_nothing(region: Region) -> None:
    publish(region.north, "Vessel", NAME, policy=ending(region))
    project()
    sweep(moment=AFTER)
    again = sweep(moment=AFTER + timedelta(seconds=1))
    assert again == retention.Swept(0, 0, 0, 0, 0, 0)
    assert [(use.officer, use.count) for use in uses(action="sweep")] == [("node", 0), ("node", 2)]
    assert broken_links() == []


@pytest.mark.parametrize("step", ["_erase_payloads", "drop_unused", "prune_projection"])
def test_a_sweep_cut_off_is_finished_by_the_next(
    region: Region, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, uuid = publish(region.north, "Vessel", NAME, policy=ending(region))
    publish(region.north, "Vessel", OTHER)
    withdraw_statement(statement=f"{uuid}.1", reason="wrong ship", officer=region.north, purpose=PURPOSE)
    project()

    def cut(*_: object) -> None:
        raise ConnectionAbortedError(step)

    with monkeypatch.context() as patched:
        patched.setattr(retention, step, cut)
        with pytest.raises(ConnectionAbortedError):
            sweep(moment=AFTER)
    sweep(moment=AFTER)
    assert stored_rows(models.Record, payload__isnull=False) == 1
    assert set(models.Value.objects.values_list("text", flat=True)) == {"Vessel", "Garza Gris"}
    assert region.view(region.north, moment=AFTER).table("Vessel", ["name"]).num_rows == 1
    assert not models.Subject.objects.filter(key=key).exists()


def test_slices_reach_every_statement(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_SLICE", 3)
    for number in range(5):
        publish(region.north, "Vessel", {"Thing.name": f"Garza {number}"}, policy=ending(region))
        publish(region.north, "Vessel", OTHER)
    assert sweep(moment=AFTER).statements == 10
    assert stored_rows(models.Statement) == 10


def test_an_attached_file_goes_with_its_last_statement(region: Region, node: Path) -> None:
    kept = [store_attachment(stream=io.BytesIO(text), media_type="text/plain") for text in (b"one", b"two")]
    publish(region.north, "Vessel", {"Thing.attachment": kept[0].text}, policy=ending(region))
    publish(region.north, "Vessel", {"Thing.attachment": kept[1].text})
    assert sweep(moment=AFTER).attachments == 1
    assert [file_of(stored.digest).exists() for stored in kept] == [False, True]


def test_a_file_that_a_draft_names_stays(region: Region) -> None:
    kept = store_attachment(stream=io.BytesIO(b"one"), media_type="text/plain")
    models.Draft.objects.create(officer=region.north, body={"statements": [{"value": kept.text}]})
    assert sweep(moment=AFTER).attachments == 0
    models.Draft.objects.all().delete()
    assert sweep(moment=datetime.now(UTC)).attachments == 0  # it has only just arrived
    assert sweep(moment=AFTER).attachments == 1


def test_review_is_asked_of_the_author_before_others_lose_sight(region: Region) -> None:
    soon, later = date(2040, 3, 1), date(2040, 9, 1)
    first, _ = publish(region.north, "Vessel", NAME, policy=marking(region.north, "group", review=DAY))
    urgent, _ = publish(region.north, "Vessel", OTHER, policy=marking(region.north, "group", review=soon))
    publish(region.north, "Vessel", OTHER, policy=marking(region.north, "group", review=later))
    publish(region.south, "Vessel", OTHER, policy=marking(region.south, "group", review=soon))
    due = due_for_review(region.view(region.north, moment=BEFORE), until=DAY)
    assert [(item.entity.key, item.review) for item in due] == [(urgent, soon), (first, DAY)]
    assert due_for_review(region.view(region.east, moment=BEFORE), until=DAY) == ()
    assert region.view(region.south, moment=BEFORE).entity(first) is not None
    assert region.view(region.south, moment=AFTER).entity(first) is None
    assert isinstance(due[0], Due)


@contextmanager
def undone() -> Iterator[None]:
    forget_store()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_store()


days = st.sampled_from([None, *(date(2040, 5, day) for day in (1, 2, 3))])
vessels = st.lists(
    st.tuples(
        st.sampled_from(["corriente azul", "garza gris", "heron"]), days, days, st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vessels, st.sampled_from([1, 2, 3]), st.booleans())
def test_a_sweep_changes_no_picture_from_its_moment_on(
    region: Region, said: list[tuple[Any, ...]], swept_on: int, early: Any
) -> None:
    with undone():
        for name, delete, review, withdrawn, tight in said:
            policy = marking(region.north, "group", review=review, delete=None if tight else delete)
            tighter = (
                {"Thing.note": marking(region.north, "group", review=review, delete=delete)}
                if tight
                else None
            )
            values = {"Thing.name": name, "Thing.note": f"note on {name}"}
            _, uuid = publish(region.north, "Vessel", values, policy=policy, tighter=tighter)
            if withdrawn:
                withdraw_statement(
                    statement=f"{uuid}.1", reason="wrong", officer=region.north, purpose=PURPOSE
                )
            if early:
                project()
        moments = [datetime(2040, 5, day, tzinfo=UTC) for day in range(swept_on, 5)]
        officers = (region.north, region.east)
        before = [picture(region.view(officer, moment=m)) for officer in officers for m in moments]
        sweep(moment=moments[0])
        after = [picture(region.view(officer, moment=m)) for officer in officers for m in moments]
        assert after == before
        assert stored_rows(models.Record) == len(said) + sum(withdrawn for *_, withdrawn, _ in said)
