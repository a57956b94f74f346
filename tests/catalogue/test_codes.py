from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.catalogue.codes import read_vocabulary, vocabulary, vocabulary_names
from liaison.catalogue.faults import CatalogueError, ValueFault
from liaison.catalogue.loader import LANGUAGES
from liaison.catalogue.vocabularies import fold

HEAD = "name: colour\nlabels: {en: Colour, es: Color, fr: Couleur, pt: Cor}\nsource: a test\nverified: true\n"
RED = "  red: {en: red, es: rojo, fr: rouge, pt: vermelho}\n"


def write(folder: Path, rest: str, head: str = HEAD) -> Path:
    path = folder / "colour.yaml"
    path.write_text(head + rest)
    return path


@pytest.mark.parametrize("name", vocabulary_names())
def test_every_vocabulary_is_sound_and_says_where_it_is_from(name: str) -> None:
    listed = vocabulary(name)
    assert listed.source
    assert listed.codes
    for code in listed.codes.values():
        assert listed.label(code.code, "pt")
        for written in (code.code, *code.labels.values(), *code.aliases):
            assert code in listed.spellings[fold(written)]
            if len(listed.spellings[fold(written)]) == 1:
                assert listed.find(written) is code
                assert listed.find(f" {written.upper()} ") is code or fold(written.upper()) != fold(written)


@pytest.mark.parametrize("name", [name for name in vocabulary_names() if name != "drug"])
def test_every_label_stands_in_every_language(name: str) -> None:
    for code in vocabulary(name).codes.values():
        assert set(code.labels) == set(LANGUAGES), code.code


def test_the_groups_of_drugs_stand_in_every_language() -> None:
    drugs = vocabulary("drug").codes
    groups = {code.parent for code in drugs.values() if code.parent}
    assert all(set(drugs[group].labels) == set(LANGUAGES) for group in groups)
    assert all(code.parent or code.code in groups for code in drugs.values())
    assert vocabulary("drug").label("heroin", "fr") == "héroïne"
    assert vocabulary("drug").label("mdmb-chmica", "fr") == "MDMB-CHMICA"


def test_the_roles_that_may_state_a_purpose_are_roles() -> None:
    roles = set(vocabulary("role").codes)
    assert all(set(purpose.texts("roles")) <= roles for purpose in vocabulary("purpose").codes.values())


def test_nobody_confirmed_what_nobody_checked() -> None:
    assert not vocabulary("drug").verified
    assert not vocabulary("drug").codes["heroin"].verified


def test_facts_have_the_kind_that_their_list_declares(tmp_path: Path) -> None:
    listed = read_vocabulary(
        write(
            tmp_path,
            "facts: {wave: number, symbol: text, near: list, short: labels}\ncodes:\n"
            "  red: {en: red, es: rojo, fr: rouge, pt: vermelho, wave: 700, symbol: R, near: [pink],"
            " short: {en: r, es: s, fr: t, pt: u}, from: 2000-01-01, hint: Look.}\n"
            "  blue: {en: blue, es: azul, fr: bleu, pt: azul}\n",
        )
    )
    red, blue = listed.codes["red"], listed.codes["blue"]
    assert (red.number("wave"), red.text("symbol"), red.texts("near")) == (700.0, "R", ("pink",))
    assert red.text("short", "fr") == "t"
    assert (blue.number("wave"), blue.text("symbol"), blue.texts("near")) == (None, "", ())
    with pytest.raises(ValueFault, match="red held from 2000-01-01, so not on 1999-12-31") as caught:
        listed.find("rojo", date(1999, 12, 31))
    assert caught.value.remedy == "Look."
    with pytest.raises(ValueFault) as caught:
        listed.find("xx")
    assert caught.value.remedy == "Write one of its 2 codes or names, such as red, blue."


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        (
            "codes:\n" + RED + "  rojo: {en: other, es: otro, fr: autre, pt: outro}\n",
            "both written so on one day",
        ),
        ("codes:\n  red: {en: red, es: rojo, fr: rouge}\n", "“pt”: colour.yaml, line 6: a key is missing"),
        ("codes:\n" + RED.replace("}", ", hue: 1}"), "“hue”: colour.yaml, line 6: this key is not known"),
        ("codes:\n" + RED.replace("}", ", parent: rd}"), "parent that is not in the list. Near it: red"),
        ("facts: {hue: colour}\ncodes:\n" + RED.replace("}", ", hue: 1}"), "a fact has no such kind"),
        ("code:\n" + RED, "“code”: colour.yaml, line 5: this key is not known here. Near it: codes"),
    ],
)
def test_a_wrong_vocabulary_is_refused_with_its_line(tmp_path: Path, rest: str, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_vocabulary(write(tmp_path, rest))
    assert message in str(caught.value)


def test_a_vocabulary_bears_the_name_of_its_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="line 1: the name is not that of the file"):
        read_vocabulary(write(tmp_path, "codes:\n" + RED, head=HEAD.replace("colour", "color")))


def test_unknown_names_are_refused_with_near_ones() -> None:
    with pytest.raises(CatalogueError, match="no such vocabulary") as caught:
        vocabulary("transports")
    assert "transport" in caught.value.remedy
    with pytest.raises(CatalogueError, match="has no such code") as caught:
        vocabulary("transport").label("railway", "en")
    assert "rail" in caught.value.remedy


@given(text=st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
