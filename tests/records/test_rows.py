"""Rows in bulk: all of them land, and what an import sets is put back."""

import pytest
from django.db import IntegrityError, connection, transaction

from liaison.records import rows
from liaison.records.models import Value

SETTINGS = ("cache_size", "wal_autocheckpoint")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="settings of SQLite")


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_all_rows_land_however_many(db: None, count: int) -> None:
    rows.write(Value, ["id", "text"], ((number, f"text {number}") for number in range(1, count + 1)))
    assert list(Value.objects.filter(pk__lte=250).order_by("pk").values_list("pk", "text")) == [
        (number, f"text {number}") for number in range(1, count + 1)
    ]


def test_rows_that_are_there_stay_as_they_are(db: None) -> None:
    rows.write(Value, ["id", "text"], [(7, "first")])
    rows.write_new(Value, ["id", "text"], [(number, "second") for number in range(1, 151)])
    assert Value.objects.get(pk=7).text == "first"
    assert Value.objects.filter(text="second").count() == 149


def test_a_refused_row_takes_the_others_of_its_transaction_with_it(db: None) -> None:
    twice = [(number, "text") for number in (*range(1, 151), 150)]
    with pytest.raises(IntegrityError), connection.wrap_database_errors, transaction.atomic():
        rows.write(Value, ["id", "text"], twice)
    assert not Value.objects.filter(pk__lte=150).exists()


@on_sqlite
def test_what_an_import_sets_is_put_back_after_a_fault(db: None) -> None:
    before = _settings()
    with pytest.raises(OSError, match="no space"):
        _fail_while_writing(before)
    assert _settings() == before


def _fail_while_writing(before: list[int]) -> None:
    with rows.writing_much():
        assert _settings()[0] != before[0]
        raise OSError(28, "no space")


def _settings() -> list[int]:
    with connection.cursor() as cursor:
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS]
