import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.web.matching import is_spelt, passage, unread_words


def marked(text: str, query: str) -> list[str]:
    return [piece for piece, found in passage(text, query) if found]


@given(st.text(max_size=240), st.text(max_size=40))
def test_short_text_is_shown_whole(text: str, query: str) -> None:
    assert "".join(piece for piece, _ in passage(text, query)) == text


def test_words_are_marked_without_case_accents_and_small_slips() -> None:
    assert marked("Bogotá, D.C.: Corriente Azul", "bogota coriente") == ["Bogotá", "Corriente"]


def test_numbers_are_marked_exactly_only() -> None:
    assert marked("9074729 and 9074728", "9074729") == ["9074729"]


def test_long_text_is_cut_around_the_first_found_word() -> None:
    text = "x " * 400 + "heron " + "y " * 400
    shown = "".join(piece for piece, _ in passage(text, "heron"))
    assert "heron" in shown
    assert len(shown) < 300
    assert shown[0] == shown[-1] == "…"


@pytest.mark.parametrize(
    ("text", "query", "spelt"),
    [
        ("Corriente Azul", "azul corriente", True),
        ("Corriente Azul", "coriente", False),
        ("XLUU7004114", "XLUU 700411 4", True),
        ("XLUU7004114", "xluu-700411-4", True),
    ],
)
def test_spelt_as_asked(text: str, query: str, spelt: bool) -> None:
    assert is_spelt(text, query) is spelt


def test_words_that_are_not_searched() -> None:
    assert unread_words("a b c d e f g h i j") == ("i", "j")
    assert unread_words("a b") == ()
