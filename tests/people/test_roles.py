from pathlib import Path

import yaml

from liaison.catalogue.codes import vocabulary
from liaison.people import permissions
from liaison.people.permissions import WITHOUT_SECOND_FACTOR, capability_table

FILE = yaml.safe_load(Path(permissions.__file__).with_name("capabilities.yaml").read_text())


def test_every_role_of_the_vocabulary_has_its_line_and_no_other() -> None:
    assert set(capability_table()) - {"everybody"} == set(vocabulary("role").codes)


def test_every_capability_given_is_described_and_every_one_described_is_given() -> None:
    assert frozenset().union(*capability_table().values()) == set(FILE["capabilities"])


def test_who_enrols_a_second_factor_can_reach_the_pages_for_it() -> None:
    assert capability_table()["everybody"] >= WITHOUT_SECOND_FACTOR


def test_who_runs_a_node_reads_no_records_and_who_reads_runs_no_node() -> None:
    for role, capabilities in capability_table().items():
        assert not {"records.read", "people.administer"} <= capabilities, role


def test_every_purpose_can_be_stated_by_some_role() -> None:
    roles = set(vocabulary("role").codes)
    for code in vocabulary("purpose").codes.values():
        stating = code.facts["roles"]
        assert isinstance(stating, tuple)
        assert stating, code.code
        assert set(stating) <= roles, code.code
