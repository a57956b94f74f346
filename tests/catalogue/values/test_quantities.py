from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import property_of

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.loader import LANGUAGES
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import Reading, ValueFault

QUANTITY = property_of("quantity")
NUMBER = property_of("number")
MONEY = property_of("money")


@pytest.mark.parametrize(
    ("raw", "text", "number"),
    [
        ("490.0 Tablet", "490 tablet", 490.0),
        ("1.5kg", "1.5 kg", 1.5),
        ("250 g", "250 g", 0.25),
        ("0.006999999999999999 Kilogram", "0.006999999999999999 kg", 0.006999999999999999),
        ("1 105 kg", "1105 kg", 1105.0),
        ("1.105.000 g", "1105000 g", 1105.0),
        ("0,5 l", "0.5 l", 0.5),
        ("5.0 100 gram", "5 hundred-gram", 0.5),
        ("3 Block (350gr)", "3 block-350g", 1.05),
        ("2 Thousand of tablets", "2 thousand-tablet", 2000.0),
        ("2 Cc", "2 ml", 0.002),
        ("1 Gallons (US, liquid)", "1 gal-us", 3.785411784),
        ("3 viss", "3 viss", None),
        ("2 Ton", "2 ton", None),
        ("12 unstated", "12 unstated", None),
        ("1e3 g", "1000 g", 1.0),
    ],
)
def test_quantities_keep_their_unit_and_sort_by_the_base_unit(
    raw: str, text: str, number: float | None
) -> None:
    value = QUANTITY.read(raw)
    assert value.text == text
    assert value.number == (None if number is None else pytest.approx(number))


def test_a_number_with_two_readings_is_refused_and_both_are_named() -> None:
    for raw in ("1.105,0 kg", "1,105 kg", "1,105.0 kg"):
        with pytest.raises(ValueFault, match="two ways") as caught:
            QUANTITY.read(raw)
        assert caught.value.remedy == "Write 1105 or 1.105."


def test_a_source_with_a_known_mark_is_read_by_it() -> None:
    assert QUANTITY.read("1.105,0 kg", Reading(decimal_mark=",")).text == "1105 kg"
    assert QUANTITY.read("1.105 kg", Reading(decimal_mark=",")).text == "1105 kg"
    assert QUANTITY.read("1,105.0 kg", Reading(decimal_mark=".")).text == "1105 kg"
    assert QUANTITY.read("1.105 kg", Reading(decimal_mark=".")).text == "1.105 kg"
    for raw in ("1.105,0 kg", "1,5 kg"):
        with pytest.raises(ValueFault, match="as decimal mark this is not a number"):
            QUANTITY.read(raw, Reading(decimal_mark="."))


@pytest.mark.parametrize(
    ("raw", "reason", "remedy"),
    [
        ("12", "unit is missing", "12 kg"),
        ("kg", "not a number and a unit", "1.5 kg"),
        ("-3 kg", "not negative", "without the minus"),
        ("3 kilogam", "not in the list “Unit”", "kilogram (kg)"),
        ("1.2.3 kg", "not a number", "1105"),
    ],
)
def test_refusals_say_what_would_be_accepted(raw: str, reason: str, remedy: str) -> None:
    with pytest.raises(ValueFault) as caught:
        QUANTITY.read(raw)
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_a_unit_of_another_dimension_is_refused_with_the_units_that_fit() -> None:
    length = ontology().property("Vessel.length")
    assert length.read("286 ft").number == pytest.approx(87.1728)
    with pytest.raises(ValueFault, match="kilogram does not measure length") as caught:
        length.read("12 kg")
    assert caught.value.remedy == "Use one of: m, km, nmi, ft, mm."


def test_every_unit_has_a_dimension_and_the_base_units_have_factor_one() -> None:
    dimensions, units = vocabulary("dimension").codes, vocabulary("unit").codes
    assert {unit.text("dimension") for unit in units.values()} == set(dimensions)
    for dimension in dimensions.values():
        assert units[dimension.text("base")].number("factor") == 1.0


def test_magnitudes_are_shown_with_the_marks_of_the_language() -> None:
    shown = [QUANTITY.show("1105.5 kg", language) for language in LANGUAGES]
    assert shown == ["1,105.5 kg", "1\u00a0105,5 kg", "1\u202f105,5 kg", "1.105,5 kg"]
    assert QUANTITY.show("490 tablet", "fr") == "490 comprimé"


@given(number=st.decimals(-(10**12), 10**12, places=6))
def test_numbers_are_read_exactly_and_shown_so_that_they_read_again(number: Decimal) -> None:
    value = NUMBER.read(str(number))
    assert Decimal(value.text) == number
    assert value.number == float(number)
    for language, mark in (("en", "."), ("es", ","), ("fr", ","), ("pt", ",")):
        assert NUMBER.read(NUMBER.show(value.text, language), Reading(decimal_mark=mark)) == value


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("007.50", "7.5"),
        ("-0.0", "0"),
        ("+00", "0"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("1’105’000", "1105000"),
    ],
)
def test_numbers_lose_idle_zeros_and_grouping(raw: str, text: str) -> None:
    assert NUMBER.read(raw).text == text


@pytest.mark.parametrize(
    "raw", ["", "abc", "1..2", "--1", "1e", "1 05", "١٢", "1" * 61, "1" * 5000, "1e99", "1,5e3", "NaN", "inf"]
)
def test_what_is_no_number_is_refused(raw: str) -> None:
    with pytest.raises(ValueFault):
        NUMBER.read(raw)


@pytest.mark.parametrize(
    ("raw", "text", "amount"),
    [
        ("12500.50 EUR", "12500.5 EUR", 12500.5),
        ("EUR 12500.50", "12500.5 EUR", 12500.5),
        ("€5", "5 EUR", 5.0),
        ("3 000 US dollar", "3000 USD", 3000.0),
        ("-20 CHF", "-20 CHF", -20.0),
    ],
)
def test_money_is_an_amount_and_a_currency(raw: str, text: str, amount: float) -> None:
    value = MONEY.read(raw)
    assert (value.text, value.number) == (text, amount)


def test_money_is_refused_without_currency_or_with_two_readings() -> None:
    for raw in ("500", "EUR", "five euros"):
        with pytest.raises(ValueFault, match="not an amount and a currency"):
            MONEY.read(raw)
    with pytest.raises(ValueFault, match="two ways"):
        MONEY.read("12.500,50 EUR")
    assert MONEY.read("12.500,50 EUR", Reading(decimal_mark=",")).text == "12500.5 EUR"
    with pytest.raises(ValueFault, match="not in the list “Currency”"):
        MONEY.read("500 doubloons")


def test_money_is_shown_with_its_cents() -> None:
    assert [MONEY.show("12500.5 EUR", language) for language in ("en", "pt")] == [
        "12,500.50 EUR", "12.500,50 EUR",
    ]  # fmt: skip
    assert MONEY.show("12500 EUR", "en") == "12,500 EUR"
