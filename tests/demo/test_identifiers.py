"""Identifiers of the region pass the checks of the catalogue, and lie in ranges that belong to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison.catalogue.ontology import ontology
from liaison.demo import identifiers
from liaison.demo.plan import RegionPlan

if TYPE_CHECKING:
    from random import Random


def dice(seed: int) -> Random:
    return RegionPlan(seed, date(2026, 11, 21), 1.0).dice("identifiers")


MAKERS: list[tuple[str, str, Callable[[Random], str]]] = [
    ("Vessel", "imo", identifiers.imo_number),
    ("Vessel", "mmsi", lambda chance: identifiers.radio_identity(chance, "9701")),
    ("Container", "number", identifiers.container_number),
    ("Account", "iban", lambda chance: identifiers.account_number(chance, "XN")),
    ("Wallet", "address", identifiers.wallet_address),
    ("Person", "passport", lambda chance: identifiers.passport_number(chance, "XT")),
]


@pytest.mark.parametrize(("kind", "name", "make"), MAKERS)
def test_every_identifier_is_canonical_and_passes_its_check(
    kind: str, name: str, make: Callable[[Random], str]
) -> None:
    prop = ontology().kind(kind).properties[name]
    for seed in range(200):
        made = make(dice(seed))
        assert prop.read(made).text == made


def test_no_ship_number_lies_in_a_range_that_was_given_out() -> None:
    assert {identifiers.imo_number(dice(seed))[0] for seed in range(200)} == {"3"}


def test_radio_identities_begin_with_the_digits_of_a_state() -> None:
    assert identifiers.radio_identity(dice(1), "9704").startswith("9704")
    assert len(identifiers.radio_identity(dice(1), "9704")) == 9
