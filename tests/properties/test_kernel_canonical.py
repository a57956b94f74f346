from math import isfinite

from hypothesis import given
from hypothesis import strategies as st

from liaison.kernel.canonical import MAX_INTEGER, Json, canonical, number_text, parse, parse_canonical
from liaison.kernel.errors import CanonicalError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
doubles = st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda number: abs(number) <= MAX_INTEGER or not number.is_integer()
)
leaves = st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | doubles | texts
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_what_is_written_reads_back_and_has_no_other_spelling(value: Json) -> None:
    written = canonical(value)
    assert parse(written) == parse_canonical(written) == value
    assert canonical(parse(written)) == written


@given(st.dictionaries(texts, leaves, min_size=2, max_size=6))
def test_names_stand_in_the_order_of_their_utf_16_units(value: dict[str, Json]) -> None:
    written = parse(canonical(value))
    assert isinstance(written, dict)
    assert list(written) == sorted(value, key=lambda name: name.encode("utf-16-be"))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back_exactly(number: float) -> None:
    assert float(number_text(number)) == number


@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused_with_one_error(data: bytes) -> None:
    try:
        value = parse(data)
    except CanonicalError:
        return
    assert parse_canonical(canonical(value)) == value


@given(json_values, st.floats())
def test_a_number_that_json_cannot_hold_is_refused_at_any_depth(value: Json, number: float) -> None:
    try:
        canonical({"a": [value, {"b": number}]})
    except CanonicalError:
        assert not isfinite(number) or abs(number) > MAX_INTEGER
    else:
        assert isfinite(number)
