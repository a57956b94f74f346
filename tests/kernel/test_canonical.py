import json
import struct
from enum import IntEnum
from math import inf, nan

import pytest

from liaison.kernel.canonical import Json, canonical, number_text, parse, parse_canonical
from liaison.kernel.errors import CanonicalError

# RFC 8785 appendix B, with further vectors of the ECMAScript shortest form.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}


@pytest.mark.parametrize(("bits", "text"), NUMBERS.items())
def test_a_double_is_written_as_ecmascript_writes_it(bits: str, text: str) -> None:
    assert number_text(struct.unpack(">d", bytes.fromhex(bits))[0]) == text


def test_the_sample_of_rfc_8785_section_3_2_2() -> None:
    source = rb"""{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]}"""
    assert canonical(parse(source)).hex() == (
        "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a"
        "5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c"
        "22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d"
    )


def test_names_are_sorted_by_utf_16_units_as_in_section_3_2_3() -> None:
    source = rb"""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
        "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin o"}"""
    value = parse(source)
    assert isinstance(value, dict)
    assert list(json.loads(canonical(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin o",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_strings_keep_every_character_and_escape_only_what_they_must() -> None:
    assert canonical('\b\t\n\f\r"\\/\x00\x1f\x7f é€😀') == (
        rb'"\b\t\n\f\r\"\\/\u0000\u001f' + '\x7f é€😀"'.encode()
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, b"null"),
        ([], b"[]"),
        ({}, b"{}"),
        ((1, (2,)), b"[1,[2]]"),
        ({"b": 1, "a": [True, False, None]}, b'{"a":[true,false,null],"b":1}'),
        ({"é": 1.0, "a": -0.0}, '{"a":0,"é":1}'.encode()),
        (2**53 - 1, b"9007199254740991"),
        (-(2**53) + 1, b"-9007199254740991"),
        ([1e21, 0.5], b"[1e+21,0.5]"),
    ],
)
def test_values_are_written_in_their_one_form(value: Json, text: bytes) -> None:
    assert canonical(value) == text


class Count(IntEnum):
    TWO = 2


def test_an_enumeration_is_written_as_its_number() -> None:
    assert canonical({"count": Count.TWO}) == b'{"count":2}'


def nested(levels: int, leaf: Json = "x") -> Json:
    value = leaf
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("leaf", ["x", 0.5])
def test_sixty_four_levels_are_the_limit(leaf: Json) -> None:
    assert canonical(nested(64, leaf)).startswith(b"[[")
    with pytest.raises(CanonicalError, match="64 levels"):
        canonical(nested(65, leaf))


@pytest.mark.parametrize(
    "value",
    [nan, inf, -inf, 2**53, -(2**53), 10**22, 1e16, "\ud800", {"\udfff": 1}, {1: "a"}, {"a": b"b"}, {1, 2}],
)
def test_what_has_no_canonical_form_is_refused(value: Json) -> None:
    with pytest.raises(CanonicalError):
        canonical(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[1,]",
        b"nul",
        b"1 2",
        b"'a'",
        b"01",
        b"+1",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e400",
        b"9007199254740992",
        b"-9007199254740992",
        b"1" * 5000,
        rb'"\ud800"',
        rb'{"\udc00":1}',
        b'{"a":1,"a":1}',
        b'[{"b":{"a":1,"a":2}}]',
        b'"\xff"',
        b'"\xc0\x80"',
        b"\xef\xbb\xbf1",
        "1".encode("utf-16"),
        b'"\x00"',
        b"[" * 65 + b"]" * 65,
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_not_strict_json_is_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse(data)


def test_a_name_that_stands_twice_is_named() -> None:
    with pytest.raises(CanonicalError, match="“weight”: this name stands twice"):
        parse(b'{"kind":1,"weight":2,"weight":3}')


@pytest.mark.parametrize(
    "data", [b' {"a":1}', b'{"a":1}\n', b'{"b":1,"a":2}', b"1.0", b"1e2", b"-0", rb'"\u0041"']
)
def test_another_spelling_is_read_but_not_as_canonical(data: bytes) -> None:
    assert canonical(parse(data)) != data
    with pytest.raises(CanonicalError, match="not in canonical form"):
        parse_canonical(data)


def test_the_canonical_spelling_is_read() -> None:
    assert parse_canonical(b'{"a":[1,0.5,"\xc3\xa9"]}') == {"a": [1, 0.5, "é"]}
