from datetime import date

import pytest
from tests.catalogue.samples import property_of

from liaison.catalogue.ontology.values.base import Reading, ValueFault

TEXT, NAME = property_of("text"), property_of("name")
CODE, COUNTRY, TRUTH = property_of("code"), property_of("country"), property_of("truth")


def test_text_keeps_its_lines_and_case() -> None:
    assert TEXT.read("  One.\r\nTwo. \x0bThree.\n").text == "One.\nTwo.\nThree."
    with pytest.raises(ValueFault, match="20001 characters, more than 20000"):
        TEXT.read("a" * 20_001)


def test_names_are_one_line_in_nfc() -> None:
    assert NAME.read("E\u0301toile \n du  Sud").text == "Étoile du Sud"
    with pytest.raises(ValueFault, match="more than a name has"):
        NAME.read("a" * 501)
    with pytest.raises(ValueFault, match="no letter and no digit"):
        NAME.read("-- / --")


def test_codes_are_found_by_code_label_and_alias_whatever_case_and_accents() -> None:
    for raw in ("commercial-air", "Commercial air", "AÉREO COMERCIAL", "aereo comercial", "commercial  air"):
        assert CODE.read(raw).text == "commercial-air"
    assert CODE.show("commercial-air", "pt") == "aéreo comercial"
    with pytest.raises(ValueFault, match="not in the list “Means of transport”") as caught:
        CODE.read("comercial air")
    assert "commercial air (commercial-air)" in caught.value.remedy


def test_countries_are_read_by_any_name_and_shown_in_the_language() -> None:
    for raw in ("CI", "CIV", "Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast"):
        assert COUNTRY.read(raw).text == "CI"
    assert [COUNTRY.show("XV", language) for language in ("en", "es", "fr", "pt")] == [
        "Vesper Islands", "Islas Vesper", "Îles Vesper", "Ilhas Vesper",
    ]  # fmt: skip


def test_a_state_that_has_ceased_is_found_only_in_its_time() -> None:
    assert COUNTRY.read("Netherlands Antilles").text == "ANHH"
    assert COUNTRY.read("Netherlands Antilles", Reading(moment=date(2010, 10, 9))).text == "ANHH"
    with pytest.raises(ValueFault, match="held to 2010-10-09, so not on 2010-10-10") as caught:
        COUNTRY.read("Netherlands Antilles", Reading(moment=date(2010, 10, 10)))
    assert "Curaçao (CW)" in caught.value.remedy
    with pytest.raises(ValueFault, match="SS held from 2011-07-09"):
        COUNTRY.read("South Sudan", Reading(moment=date(2011, 7, 8)))


def test_one_code_of_two_ceased_states_is_told_apart_by_the_day() -> None:
    assert COUNTRY.read("CS", Reading(moment=date(1990, 1, 1))).text == "CSHH"
    assert COUNTRY.read("CS", Reading(moment=date(2004, 1, 1))).text == "CSXX"
    with pytest.raises(ValueFault, match="several codes") as caught:
        COUNTRY.read("CS")
    assert "CSHH, CSXX" in caught.value.remedy


def test_truth_has_words_in_every_language() -> None:
    for raw in ("yes", "sí", "Oui", "SIM", "true", "1"):
        assert TRUTH.read(raw).text == "yes"
    for raw in ("no", "non", "não", "FALSE", "0"):
        assert TRUTH.read(raw).text == "no"
    assert TRUTH.show("yes", "pt") == "sim"
    with pytest.raises(ValueFault, match="not in the list “Truth”"):
        TRUTH.read("perhaps")
