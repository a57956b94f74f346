"""Row-level security, tried on committed rows and on the connection that the node itself uses."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections, transaction
from django.db.models import F
from tests.records.makers import PURPOSE, Region, make_region, marking, publish

from liaison.records import models
from liaison.records.fence import FenceError, author_scope, check_role, node_scope
from liaison.records.services import withdraw_statement
from liaison.records.sight import fetch

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="LIAISON_DATABASE names no PostgreSQL database"
    ),
    pytest.mark.django_db(transaction=True),
]

FENCED = (models.Statement, models.FormerStatement, models.Record, models.Batch)
Fenced = type[models.Statement | models.FormerStatement | models.Record | models.Batch]
WIDENING = "SELECT set_config('liaison.scope', 'node', false)"


@pytest.fixture
def region() -> Region:
    """South holds a vessel that nobody else may see; north shares one with all and has withdrawn its note."""
    made = make_region()
    shared = {"Thing.name": "Garza Gris", "Thing.note": "seen at night"}
    _, record = publish(made.north, "Vessel", shared)
    withdraw_statement(
        statement=f"{record}.2", reason="it was another one", officer=made.north, purpose=PURPOSE
    )
    own = marking(made.south, f"only:{made.south.authority.code}")
    publish(made.south, "Vessel", {"Thing.name": "Corriente Azul"}, policy=own)
    return made


def asked(sql: str, *parameters: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def counts() -> list[int]:
    return [model.objects.count() for model in FENCED]


def settings_now() -> list[str]:
    names = ("liaison.readable", "liaison.scope", "liaison.author")
    return [asked("SELECT coalesce(current_setting(%s, true), '')", name) for name in names]


def assert_shut() -> None:
    assert counts() == [0, 0, 0, 0]
    assert settings_now() == ["", "", ""]


def test_without_context_nothing_is_seen(region: Region) -> None:
    assert_shut()
    with node_scope():
        assert counts() == [5, 1, 3, 3]


@pytest.mark.parametrize("model", FENCED)
def test_without_context_nothing_is_changed_or_deleted(region: Region, model: Fenced) -> None:
    blind = (
        {"size": 0} if model is models.Batch else {"policy_id": 1}
    )  # reads no column: a matter of change alone
    assert model.objects.update(**blind) == 0
    assert model.objects.update(id=F("id") + 1000) == 0
    assert model.objects.all()._raw_delete(connection.alias) == 0
    with node_scope():
        assert counts() == [5, 1, 3, 3]


def test_a_query_that_forgets_its_policies_sees_what_its_view_may_see(region: Region) -> None:
    everything = "SELECT count(*) FROM records_statement"
    seen = {
        o.authority.code: fetch(region.view(o).sight, everything)[0][0] for o in (region.north, region.south)
    }
    assert seen == {"XN-CDC": 3, "XV-POL": 5}
    payloads = fetch(region.view(region.east).sight, "SELECT payload FROM records_record")
    assert payloads
    assert not any(b"Corriente" in bytes(payload) for (payload,) in payloads)
    assert fetch(region.view(region.north).sight, "SELECT count(*) FROM records_batch")[0][0] == 2


def test_the_context_of_a_view_ends_with_its_query(region: Region) -> None:
    with transaction.atomic():
        assert region.view(region.south).find("corriente").items
        assert_shut()
    assert_shut()


def test_the_context_of_the_node_ends_with_its_work(region: Region) -> None:
    with transaction.atomic():
        with node_scope(), node_scope():
            assert counts() == [5, 1, 3, 3]
        assert_shut()
    assert_shut()


def test_a_fault_ends_the_context(region: Region) -> None:
    with transaction.atomic():
        with pytest.raises(ProgrammingError), author_scope(region.north.authority.pk):
            asked("SELECT nothing FROM nowhere")
        assert_shut()
        with pytest.raises(ProgrammingError), transaction.atomic():
            fetch(region.view(region.north).sight, "SELECT nothing FROM nowhere")
        assert_shut()


def test_the_next_user_of_the_connection_starts_with_nothing(region: Region) -> None:
    server_process = asked("SELECT pg_backend_pid()")
    with node_scope():
        assert counts()[0] == 5
    region.view(region.south).find("corriente")
    assert asked("SELECT pg_backend_pid()") == server_process
    assert_shut()


def test_another_connection_sees_nothing_of_the_context(region: Region) -> None:
    def elsewhere() -> int:
        try:
            return models.Statement.objects.count()
        finally:
            connection.close()

    with node_scope(), ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere).result() == 0


def test_a_view_inside_the_work_of_the_node_sees_no_more(region: Region) -> None:
    with node_scope():
        seen = fetch(region.view(region.east).sight, "SELECT count(*) FROM records_statement")
        assert seen == [(3,)]
        assert counts() == [5, 1, 3, 3]


def owner(row: Any) -> int:
    record = row if hasattr(row, "author_id") else models.Record.objects.get(pk=row.record_id)
    return int(record.author_id)


@pytest.mark.parametrize("model", FENCED)
def test_rows_are_added_by_their_owner_only(region: Region, model: Fenced) -> None:
    north, south = region.north.authority.pk, region.south.authority.pk
    with node_scope():
        stored = [(row, owner(row)) for row in model.objects.all()]
    for row, owned_by in stored:
        row.pk, row.uuid = row.pk + 1000, f"copy of {row.pk}"
        for scope in (author_scope(north + south - owned_by), node_scope()):
            with pytest.raises(ProgrammingError, match="row-level security"), scope:
                model.objects.bulk_create([row])
        with author_scope(owned_by):
            model.objects.bulk_create([row])


@pytest.mark.parametrize(
    "text",
    [
        f"garza'; {WIDENING}; --",
        f"garza\\'; {WIDENING}; --",
        f"garza'); {WIDENING}; SELECT ('",
        f"$${WIDENING}$$",
        f"%s; {WIDENING}",
        "0,1,2,3,4,5,6,7,8,9",
        "node",
    ],
)
def test_no_text_widens_the_context(region: Region, text: str) -> None:
    view = region.view(region.east)
    found = view.find(text).items
    assert all(item.entity.first("name") != "Corriente Azul" for item in found)
    assert view.entity(text) is None
    assert view.entities("Vessel", where={"name": text}).items == ()
    assert view.entities_of([text]) == {}
    assert fetch(view.sight, "SELECT %s::text, count(*) FROM records_statement", [text]) == [(text, 3)]
    assert_shut()


@pytest.fixture
def superuser() -> Iterator[Any]:
    """The same database as `postgres`, where this server lets it in as it lets the role of the tests in."""
    wrapper = connections.create_connection(connection.alias)
    wrapper.settings_dict = {**wrapper.settings_dict, "USER": "postgres"}
    yield wrapper
    wrapper.close()


def test_a_superuser_is_refused_and_told_why(superuser: Any) -> None:
    try:
        with pytest.raises(FenceError) as fault:
            superuser.ensure_connection()
    except OperationalError:
        pytest.skip("this server does not let its superuser in from here")
    assert fault.value.value == "postgres"
    assert "NOSUPERUSER NOBYPASSRLS" in str(fault.value)
    assert superuser.connection is None


def test_the_role_of_the_node_is_bound() -> None:
    check_role(connection)
    assert asked("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False


@pytest.mark.parametrize("model", FENCED)
def test_each_table_is_forced_and_has_a_policy_for_each_command(model: Fenced) -> None:
    table = model._meta.db_table
    forced = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass"
    assert asked(forced, table)
    commands = "SELECT string_agg(cmd, ' ' ORDER BY cmd) FROM pg_policies WHERE tablename = %s"
    assert asked(commands, table) == "DELETE INSERT SELECT UPDATE"
