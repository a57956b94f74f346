import io
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db.models import QuerySet
from tests.records.makers import PURPOSE, Region, make_region, marking, publish

from liaison.records import audit
from liaison.records.attachments import store_attachment
from liaison.records.fence import node_scope
from liaison.records.models import Batch, Record, Segment, Statement, Value
from liaison.records.projection import folder, project
from liaison.records.retention import sweep
from liaison.records.services import withdraw_statement
from liaison.records.verifying import Fault, store_faults

pytestmark = pytest.mark.django_db


def silent(_check: str, _done: int, _total: int) -> None:
    pass


def faults() -> list[Fault]:
    return list(store_faults(silent))


@pytest.fixture
def filled(node: Path) -> Region:
    region = make_region()
    stored = store_attachment(stream=io.BytesIO(b"a manifest"), media_type="text/plain")
    publish(region.north, "Vessel", {"Thing.name": "Corriente Azul", "Thing.attachment": stored.text})
    ending = marking(region.north, "group", delete=date(2040, 5, 1))
    publish(region.north, "Vessel", {"Thing.name": "Garza Gris"}, tighter={"Thing.name": ending})
    _, wrong = publish(region.south, "Vessel", {"Thing.name": "Garza"})
    project()
    withdraw_statement(statement=f"{wrong}.1", reason="a slip", officer=region.south, purpose=PURPOSE)
    region.view(region.east).find("garza")
    return region


def test_a_sound_store_has_no_fault(filled: Region) -> None:
    assert faults() == []


def test_a_sweep_leaves_no_fault(filled: Region) -> None:
    assert sweep(moment=datetime(2040, 5, 1, tzinfo=UTC)).statements == 1
    assert faults() == []


def test_progress_reaches_the_end_of_each_check(filled: Region) -> None:
    told: dict[str, tuple[int, int]] = {}
    list(store_faults(lambda check, done, total: told.update({check: (done, total)})))
    assert set(told) == {"log", "signatures", "records", "values", "projection", "attached files"}
    assert all(done == total > 0 for done, total in told.values())


def change_log() -> None:
    audit._file().execute("UPDATE entry SET body = '{}' WHERE id = 2")


def lose_log_entry() -> None:
    audit._file().execute("DELETE FROM entry WHERE id = 2")


def change_payload() -> None:
    record = Record.objects.get(pk=1)
    Record.objects.filter(pk=1).update(payload=bytes(record.payload or b"").replace(b"Azul", b"Rojo"))


def lose_payload() -> None:
    Record.objects.filter(pk=1).update(payload=None)


def change_leaf() -> None:
    Record.objects.filter(pk=1).update(leaf=bytes(32))


def first_batch() -> QuerySet[Batch]:
    return Batch.objects.filter(pk=Batch.objects.earliest("pk").pk)


def change_signature() -> None:
    first_batch().update(signature=bytes(64))


def change_author() -> None:
    first_batch().update(author_id=Batch.objects.order_by("-pk")[0].author_id)


def change_size() -> None:
    first_batch().update(size=2)


def shift_record() -> None:
    Record.objects.filter(pk=2).update(first=5, count=1)


def change_statement() -> None:
    other = Statement.objects.filter(record_id=2).order_by("pk")[1].value_id
    Statement.objects.filter(pk=2).update(value_id=other)


def lose_statement() -> None:
    Statement.objects.filter(pk=2).delete()


def change_value() -> None:
    Value.objects.filter(text="Corriente Azul").update(text="Corriente Roja")


def lose_segment_files() -> None:
    shutil.rmtree(next(folder().iterdir()))


def shorten_segment() -> None:
    Segment.objects.update(first=2)


def change_attachment() -> None:
    file = next(path for path in (folder().parent / "attachments").rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        (change_log, "log entry 2"),
        (lose_log_entry, "log entry 3"),
        (change_payload, "record "),
        (lose_payload, "record "),
        (change_leaf, "batch "),
        (change_signature, "batch "),
        (change_author, "batch "),
        (change_size, "batch "),
        (shift_record, "record "),
        (change_statement, "record "),
        (lose_statement, "record "),
        (change_value, "value "),
        (lose_segment_files, "statements 1 to "),
        (shorten_segment, "statements 2 to "),
        (change_attachment, "attached file "),
    ],
)
def test_every_harm_is_found_where_it_was_done(filled: Region, harm: Callable[[], None], where: str) -> None:
    with node_scope():
        harm()
    found = faults()
    assert any(fault.where.startswith(where) for fault in found), found
