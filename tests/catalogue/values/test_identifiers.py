from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import property_of

from liaison.catalogue.ontology.values.base import ValueFault


def reads(type_name: str, raw: str) -> bool:
    try:
        property_of(type_name).read(raw)
    except ValueFault:
        return False
    return True


@pytest.mark.parametrize(
    ("type_name", "raw", "text"),
    [
        ("imo", "IMO 9074729", "9074729"),  # the example of the IMO numbering scheme
        ("imo", "9319466", "9319466"),
        ("container", "CSQU 305438-3", "CSQU3054383"),  # the example of ISO 6346
        ("container", "TOLU4734787", "TOLU4734787"),
        ("iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),  # the example of ISO 13616
        ("iban", "iban XN40 0000 0000 0000 0000", None),
        ("iban", "QQ82 WEST 1234 5698 7654 32", None),
        ("imei", "49-015420-323751-8", "490154203237518"),  # the example of 3GPP TS 23.003
        ("cas", "CAS RN 7732-18-5", "7732-18-5"),
        ("cas", "58082", "58-08-2"),
        ("inchikey", "InChIKey=XLYOFNOQVPJJNP-UHFFFAOYSA-N", "XLYOFNOQVPJJNP-UHFFFAOYSA-N"),
        ("mmsi", "MMSI 970 123 456", "970123456"),
        ("mmsi", "999999999", None),
        ("bic", "deutdeff", "DEUTDEFF"),
        ("bic", "DEUTQQFF", None),
        ("phone", "0034 600 123 456", "+34600123456"),
        ("phone", "600123456", None),
        ("phone", "+0600123456", None),
        ("hs", "2915.24", "291524"),
        ("hs", "29152410", None),
        ("hs", "9801", None),
        ("passport", "xn 123-4567", "XN1234567"),
        ("passport", "PASSPORT", None),
        ("plate", "м 123 ко", "М123КО"),
        ("vin", "1M8GDM9AXKP042788", "1M8GDM9AXKP042788"),
        ("vin", "1M8GDM9AXKPO42788", None),
        ("reference", " 26-xc-0417 ", "26-XC-0417"),
        ("reference", "---", None),
        ("reference", "1" * 101, None),
        ("link", "0123456789ABCDEF" * 2, "0123456789abcdef" * 2),
        ("link", "Corriente Azul", None),
        ("email", "Mailto:Desk@Example.org", "desk@example.org"),
        ("email", "desk@example", None),
        ("url", "HTTPS://Example.org/Path", "https://example.org/Path"),
        ("url", "javascript:alert(1)", None),
        ("url", "https://", None),
        ("url", "https://[1", None),
        ("document", f"{'0F' * 32}  Application/PDF", f"{'0f' * 32} application/pdf"),
        ("document", "report.pdf", None),
    ],
)
def test_each_standard_has_one_form(type_name: str, raw: str, text: str | None) -> None:
    if text is None:
        assert not reads(type_name, raw)
    else:
        assert property_of(type_name).read(raw).text == text


@pytest.mark.parametrize(
    ("type_name", "raw"),
    [
        ("imo", "9074728"),
        ("container", "CSQU3054384"),
        ("iban", "GB82WEST12345698765433"),
        ("imei", "490154203237519"),
        ("cas", "7732-18-6"),
    ],
)
def test_a_check_digit_that_does_not_hold_is_refused_without_correcting(type_name: str, raw: str) -> None:
    with pytest.raises(ValueFault, match="check digit does not hold") as caught:
        property_of(type_name).read(raw)
    assert caught.value.value == raw


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(ValueFault) as caught:
        property_of("url").read("https://officer:secret@example.org/")
    assert "secret" not in str(caught.value)


def with_one_digit_changed(number: str) -> list[str]:
    return [
        number[:place] + digit + number[place + 1 :]
        for place in range(len(number))
        if number[place].isdigit()
        for digit in "0123456789"
        if digit != number[place]
    ]


@given(body=st.from_regex(r"[0-9]{14}", fullmatch=True))
def test_luhn_catches_every_single_wrong_digit(body: str) -> None:
    valid = [body + digit for digit in "0123456789" if reads("imei", body + digit)]
    assert len(valid) == 1
    assert not any(reads("imei", wrong) for wrong in with_one_digit_changed(valid[0]))


@given(account=st.from_regex(r"[A-Z0-9]{16}", fullmatch=True))
def test_mod_97_catches_every_single_wrong_digit_and_letter(account: str) -> None:
    remainder = int("".join(str(int(letter, 36)) for letter in f"{account}XN00")) % 97
    valid = f"XN{98 - remainder:02d}{account}"
    assert reads("iban", valid)
    assert not any(reads("iban", wrong) for wrong in with_one_digit_changed(valid))
    for place in range(4, len(valid)):
        if valid[place] in ascii_uppercase:
            other = "A" if valid[place] != "A" else "B"
            assert not reads("iban", valid[:place] + other + valid[place + 1 :])


@given(body=st.from_regex(r"[1-9][0-9]{5}", fullmatch=True))
def test_one_check_digit_holds_for_each_imo_number(body: str) -> None:
    assert sum(reads("imo", f"{body}{digit}") for digit in "0123456789") == 1


@given(
    owner=st.from_regex(r"[A-Z]{3}[UJZ]", fullmatch=True), serial=st.from_regex(r"[0-9]{6}", fullmatch=True)
)
def test_one_check_digit_holds_for_each_container_and_most_slips_are_caught(owner: str, serial: str) -> None:
    valid = [
        f"{owner}{serial}{digit}" for digit in "0123456789" if reads("container", f"{owner}{serial}{digit}")
    ]
    assert len(valid) == 1
    slips = with_one_digit_changed(valid[0])
    # A remainder of 10 is written as 0, so a slip can turn the one into the other: ISO 6346, annex A.
    assert sum(reads("container", slip) for slip in slips) <= len(slips) * 0.2


def test_identifiers_are_shown_as_written_in_every_language() -> None:
    assert property_of("iban").show("GB82WEST12345698765432", "es") == "GB82 WEST 1234 5698 7654 32"
    assert property_of("hs").show("291524", "fr") == "2915.24"
    assert property_of("hs").show("2915", "fr") == "2915"
    assert property_of("imo").show("9074729", "fr") == "9074729"
    assert property_of("document").show(f"{'0f' * 32} application/pdf", "en") == "0f0f0f0f… application/pdf"
