"""Canonical JSON: one value, one sequence of bytes (RFC 8785, within the limits of RFC 7493).

What is signed or hashed must have exactly one spelling. `canonical` writes that spelling;
`parse` reads any JSON whose value has one; `parse_canonical` reads the one spelling only.
"""

import json
from json.encoder import encode_basestring as _quoted
from math import isfinite
from typing import TYPE_CHECKING, TypeAlias

from liaison.kernel.errors import CanonicalError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1  # RFC 7493 section 2.2: beyond it, readers that use doubles disagree
_FIXED_BELOW = 21  # ECMAScript Number::toString writes 1e21 and more with an exponent
_FIXED_ABOVE = -7  # and anything below 1e-6

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def canonical(value: Json) -> bytes:
    """Write a value in its canonical form (RFC 8785 section 3.2).

    Args:
        value: null, booleans, numbers, strings, lists or tuples, and dicts with string keys.

    Raises:
        CanonicalError: for NaN and infinities, whole numbers beyond 2^53-1, lone surrogates,
            more than 64 levels, keys that are not strings, and every other type.
    """
    # The library's encoder in C is exact for plain values, and several times faster than `_text`.
    text = _ENCODER.encode(value) if _is_plain(value, MAX_DEPTH) else _text(value, MAX_DEPTH)
    try:
        return text.encode()
    except UnicodeEncodeError as fault:
        raise CanonicalError(
            "a text holds half of a surrogate pair, which is no character",
            value=ascii(fault.object[fault.start]),
            remedy="Send the text as valid Unicode.",
        ) from fault


def parse(data: bytes) -> Json:
    """Read JSON strictly: the value that `canonical` would write back, or an error.

    Args:
        data: UTF-8 without byte order mark.

    Raises:
        CanonicalError: for bytes that are not UTF-8 or not JSON, duplicate names, and every value
            that `canonical` refuses.
    """
    return _read(data)[0]


def parse_canonical(data: bytes) -> Json:
    """Read JSON that is already in canonical form.

    Raises:
        CanonicalError: as `parse`, and for any other spelling of the same value.
    """
    value, spelling = _read(data)
    if spelling != data:
        raise CanonicalError(
            "this JSON is not in canonical form",
            value=data[:80],
            remedy="Write it as RFC 8785 says: no spaces, names sorted, shortest numbers and escapes.",
        )
    return value


def number_text(value: float) -> str:
    """Write a finite double as ECMAScript does (ECMA-262 Number::toString, RFC 8785 section 3.2.2.3)."""
    if value == 0:
        return "0"
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(exponent or 0)
    return ("-" if value < 0 else "") + _placed(digits.rstrip("0"), point)


def _placed(digits: str, point: int) -> str:
    """Set the decimal point after `point` of the significant digits, with an exponent where it is far."""
    if not _FIXED_ABOVE < point - 1 < _FIXED_BELOW:
        fraction = f".{digits[1:]}" if len(digits) > 1 else ""
        return f"{digits[0]}{fraction}e{point - 1:+d}"
    if point <= 0:
        return f"0.{'0' * -point}{digits}"
    if point >= len(digits):
        return digits.ljust(point, "0")
    return f"{digits[:point]}.{digits[point:]}"


def _read(data: bytes) -> tuple[Json, bytes]:
    try:
        value: Json = json.loads(data.decode(), object_pairs_hook=_object)
    except (ValueError, RecursionError) as fault:
        raise CanonicalError(
            f"these bytes are not JSON in UTF-8 ({fault})",
            value=data[:80],
            remedy="Send one JSON value, encoded in UTF-8 without byte order mark.",
        ) from fault
    return value, canonical(value)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise CanonicalError(
            "this name stands twice in one object",
            value=next(name for name in names if names.count(name) > 1),
            remedy="Keep one of the two members: readers would disagree on which of them counts.",
        )
    return members


def _is_plain(value: Json, depth: int) -> bool:
    """Whether the library's encoder writes this value exactly as RFC 8785 asks.

    It does for strings, whole numbers in range, booleans and null, and for objects whose names are ASCII:
    there the order of code points is the order of UTF-16 units.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if isinstance(value, dict):
        return depth > 0 and all(
            type(name) is str and name.isascii() and (type(item) is str or _is_plain(item, depth - 1))
            for name, item in value.items()
        )
    if isinstance(value, list):
        return depth > 0 and all(type(item) is str or _is_plain(item, depth - 1) for item in value)
    return isinstance(value, int) and kind is int and -MAX_INTEGER <= value <= MAX_INTEGER


def _text(value: Json, depth: int) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return _double(value)
    return _container(value, depth - 1)


def _whole(value: int) -> str:
    if abs(value) > MAX_INTEGER:
        raise CanonicalError(
            "a whole number beyond 2^53-1 is read differently by different readers",
            value=value,
            remedy="Write it as a text.",
        )
    return str(int(value))


def _double(value: float) -> str:
    if not isfinite(value):
        raise CanonicalError(
            "JSON has no such number",
            value=value,
            remedy="Leave the member out, or write null, where the number is not known.",
        )
    # What is written without point and exponent is read back as a whole number: the same limit holds.
    if value.is_integer() and abs(value) < 10**_FIXED_BELOW:
        return _whole(int(value))
    return number_text(value)


def _container(value: Json, depth: int) -> str:
    if depth < 0:
        raise CanonicalError(f"more than {MAX_DEPTH} levels inside each other", remedy="Flatten the value.")
    if isinstance(value, dict):
        members = [f"{_quoted(name)}:{_text(value[name], depth)}" for name in sorted(value, key=_utf16)]
        return "{" + ",".join(members) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join([_text(item, depth) for item in value]) + "]"
    raise CanonicalError(
        f"{type(value).__name__} is no JSON type",
        value=value,
        remedy="Use null, true, false, numbers, texts, lists and objects only.",
    )


def _utf16(name: object) -> bytes:
    """The sort key of a member's name: its UTF-16 code units (RFC 8785 section 3.2.3)."""
    if not isinstance(name, str):
        raise CanonicalError("a name in a JSON object is a text", value=name, remedy="Write it as a text.")
    return name.encode("utf-16-be", "surrogatepass")
