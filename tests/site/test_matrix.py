"""Who may open what: every role x address x method is stated in matrix.yaml."""

from pathlib import Path

import pytest
import yaml
from django.test import Client
from pytest_django import Settings
from tests.people.makers import make_officer, make_token
from tests.site.addresses import Address, addresses

from liaison.catalogue.codes import vocabulary
from liaison.people.models import Authority
from liaison.people.permissions import WITHOUT_SECOND_FACTOR, Access, access, capabilities_of, needs_of

TABLE = yaml.safe_load(Path(__file__).with_name("matrix.yaml").read_text(encoding="utf-8"))
SIGNS = {Access.OPEN: "+", Access.REFUSED: "-", Access.SIGN_IN: ">", Access.NO_METHOD: "."}
METHODS = ("GET", "POST")


def capabilities(column: str) -> frozenset[str] | None:
    special = {"anonymous": None, "without_second_factor": WITHOUT_SECOND_FACTOR}
    return special[column] if column in special else capabilities_of([column])


def row(address: Address, method: str) -> str:
    return "".join(SIGNS[access(address.view, method, capabilities(column))] for column in TABLE["columns"])


def test_every_cell_is_stated_and_true() -> None:
    stated = {name: dict(zip(METHODS, cells, strict=True)) for name, cells in TABLE["rows"].items()}
    actual = {
        name: {method: row(address, method) for method in METHODS} for name, address in addresses().items()
    }
    differing = {name for name in stated.keys() | actual.keys() if stated.get(name) != actual.get(name)}
    lines = [
        f"  {name}: {list(actual[name].values()) if name in actual else 'gone'}" for name in sorted(differing)
    ]
    assert not differing, "matrix.yaml does not state these rows; judge each cell, then write:\n" + "\n".join(
        lines
    )


def test_the_columns_are_all_roles() -> None:
    assert TABLE["columns"] == ["anonymous", "without_second_factor", *vocabulary("role").codes]


def test_other_writing_methods_are_as_post_and_other_reading_ones_as_get() -> None:
    for address in addresses().values():
        for column in TABLE["columns"]:
            held = capabilities(column)
            for method in ("PUT", "PATCH", "DELETE"):
                assert access(address.view, method, held) is access(address.view, "POST", held)
            for method in ("HEAD", "OPTIONS"):
                assert access(address.view, method, held) is access(address.view, "GET", held)


def test_every_view_states_what_it_needs() -> None:
    assert [name for name, address in addresses().items() if needs_of(address.view) is None] == []


def test_strangers_meet_the_door_at_every_closed_address(client: Client, db: None) -> None:
    for address in addresses().values():
        for method in METHODS:
            verdict = access(address.view, method, None)
            if verdict is Access.OPEN:
                continue
            expected = {401} if address.path.startswith("/api/") else {302}
            if (address.path, method) == ("/", "GET"):
                expected = {200}  # the front page is where one signs in
            status = client.generic(method, address.path).status_code
            assert status in ({405} if verdict is Access.NO_METHOD else expected), (method, address.name)


@pytest.mark.parametrize("role", ["operator", "policy_desk"])
def test_a_role_meets_the_door_at_every_address_refused_to_it(
    client: Client, authority: Authority, settings: Settings, role: str
) -> None:
    settings.LIAISON_DEMO = True
    officer = make_officer(authority, "N-01", (role,))
    client.force_login(officer)
    bearer = {"Authorization": f"Bearer {make_token(officer)}"}
    for address in addresses().values():
        for method in METHODS:
            if access(address.view, method, capabilities(role)) is Access.REFUSED:
                status = client.generic(method, address.path, headers=bearer).status_code
                assert status == 403, (method, address.name)
