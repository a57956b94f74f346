import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoAssertNumQueries

import liaison
from liaison.records.fence import author_scope, node_scope

SOURCE = Path(liaison.__file__).parent
DOORS = {"node_scope", "author_scope", "whole", "changing_store"}
BEYOND_A_VIEW = {
    "records/appending.py": "numbers are given out over the whole store",
    "records/ingesting.py": "an import passes over the rows that are stored already",
    "records/projection.py": "the projection holds every statement, and is filtered when it is read",
    "records/retention.py": "what is past its deletion date nobody may see",
    "records/provenance.py": "a signature covers a batch; who sees a statement of it is told",
    "records/selecting.py": "the plan is chosen by counts, which change the time an answer takes only",
    "records/state.py": "who operates the node sees how much it holds, never what",
    "records/unused.py": "a text is unused only where no statement at all has it",
    "records/upkeep.py": "gives retention and verification their transaction",
    "records/verifying.py": "verification reads everything and tells faults, never content",
    "records/withdrawing.py": "a statement is taken back by its number, then by its author only",
}


def modules() -> dict[str, str]:
    files = (
        path for path in SOURCE.rglob("*.py") if path.name != "fence.py" and path.parent.name != "migrations"
    )
    return {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in files}


def names(source: str) -> set[str]:
    """What a module imports by name, or reaches through a module."""
    nodes = list(ast.walk(ast.parse(source)))
    imported = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return imported | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_who_works_beyond_a_view_is_stated_with_a_reason() -> None:
    found = {place for place, source in modules().items() if names(source) & DOORS}
    assert found == set(BEYOND_A_VIEW)


def test_nobody_else_sets_what_the_fence_looks_at() -> None:
    setting = (
        "set_config",
        "liaison.readable",
        "liaison.scope",
        "liaison.author",
        "SET LOCAL",
        "SET SESSION",
    )
    assert [place for place, source in modules().items() if any(word in source for word in setting)] == []


def test_each_table_with_a_marking_or_an_author_is_fenced() -> None:
    fenced = set(import_module("liaison.records.migrations.0002_fence").FENCED)
    marked = {
        model._meta.db_table
        for model in apps.get_app_config("records").get_models()
        if {field.column for field in model._meta.concrete_fields} & {"policy_id", "record_id", "author_id"}
    }
    assert fenced == marked


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="what the fence costs where there is none")
def test_where_there_is_no_fence_it_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0), node_scope(), author_scope(1):
        pass
