import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import PROPERTIES, READABLE, property_of

from liaison.catalogue.loader import LANGUAGES
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values import VALUE_TYPES
from liaison.catalogue.ontology.values.base import UNKNOWN, Reading, Value, ValueFault

type_names = pytest.mark.parametrize("type_name", sorted(VALUE_TYPES))


# Marks of all kinds, digits of other scripts, and letters that change their number in capitals or NFC.
MEAN = st.text(
    st.sampled_from(" .,-/:'°NSEWOZT0159\u202f\u0301\u3000\nabgkm[]()e+;=x’″–ßİıŉǰﬁ²Ⅳ\u212b"), max_size=3
)


@st.composite
def nearly_readable(draw: st.DrawFn, type_name: str) -> str:
    text = draw(st.sampled_from(READABLE[type_name]))
    if draw(st.booleans()):
        text += " " + draw(st.sampled_from(READABLE[draw(st.sampled_from(sorted(READABLE)))]))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(MEAN) + text[place + draw(st.integers(0, 2)) :]
    return text


readings = st.builds(
    Reading,
    decimal_mark=st.sampled_from(["", ".", ","]),
    day_first=st.sampled_from([None, True, False]),
    moment=st.none() | st.dates(),
)


def test_every_type_has_samples_and_is_used() -> None:
    used = {prop.type.name for prop in ontology().properties.values()}
    assert used == set(VALUE_TYPES) == set(PROPERTIES) == set(READABLE)
    assert all(property_of(name).type is VALUE_TYPES[name] for name in VALUE_TYPES)


@type_names
@given(data=st.data())
def test_any_text_is_read_or_refused_and_what_is_read_reads_as_itself(
    type_name: str, data: st.DataObject
) -> None:
    prop = property_of(type_name)
    raw = data.draw(nearly_readable(type_name) | st.text(max_size=60))
    try:
        value = prop.read(raw, data.draw(readings))
    except ValueFault:
        return
    assert prop.read(value.text) == value
    assert prop.read(value.text, Reading(decimal_mark=".")) == value
    assert all(prop.show(value.text, language) for language in LANGUAGES)


@type_names
def test_its_samples_are_read(type_name: str) -> None:
    for raw in READABLE[type_name]:
        assert property_of(type_name).read(raw).text


@type_names
@pytest.mark.parametrize("word", ["?", "Unknown", " desconocido ", "INCONNU", "não se sabe"])
def test_not_known_is_a_value_of_every_type(type_name: str, word: str) -> None:
    prop = property_of(type_name)
    assert prop.read(word) == Value(UNKNOWN)
    assert [prop.show(UNKNOWN, language) for language in LANGUAGES] == [
        "not known", "no se sabe", "non connu", "não se sabe",
    ]  # fmt: skip


@type_names
@pytest.mark.parametrize("raw", ["", "  ", "\u00a0\n"])
def test_nothing_is_refused_with_a_remedy(type_name: str, raw: str) -> None:
    with pytest.raises(ValueFault, match="nothing is written") as caught:
        property_of(type_name).read(raw)
    assert "? if it is not known" in caught.value.remedy


@type_names
@pytest.mark.parametrize("raw", ["a\x00b", "\ud800", "1\u202e2", "a\u2066b"])
def test_what_misleads_or_cannot_be_stored_is_refused(type_name: str, raw: str) -> None:
    with pytest.raises(ValueFault, match="cannot be kept") as caught:
        property_of(type_name).read(raw)
    assert str(caught.value).encode()


def test_identifiers_are_not_searchable_and_never_listed() -> None:
    for prop in ontology().properties.values():
        assert not (prop.type.identifier and (prop.type.searchable or prop.enumerable)), prop.id
