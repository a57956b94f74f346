from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from liaison.records.folding import folded, tolerance, variants, words

LETTERS = st.text("abcdefgh", min_size=4, max_size=8)


def test_accents_case_and_signs_do_not_count() -> None:
    assert words("Bogotá, D.C.") == ("bogota", "d", "c")
    assert folded("Straße Łódź Ærø") == "strasse lodz aero"


def test_numbers_and_short_words_are_taken_as_written() -> None:
    assert tolerance("9074729") == 0
    assert tolerance("msc1") == 0
    assert tolerance("abc") == 0
    assert (tolerance("mora"), tolerance("corriente")) == (1, 2)


@given(
    LETTERS,
    st.integers(0, 7),
    st.sampled_from("abcdefgh"),
    st.sampled_from(["swap", "drop", "add", "change"]),
)
def test_one_slip_shares_a_variant(word: str, place: int, letter: str, slip: str) -> None:
    place %= len(word)
    other = {
        "swap": word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
        "drop": word[:place] + word[place + 1 :],
        "add": word[:place] + letter + word[place:],
        "change": word[:place] + letter + word[place + 1 :],
    }[slip]
    if min(tolerance(other), tolerance(word)) >= OSA.distance(word, other):
        assert variants(word) & variants(other)
