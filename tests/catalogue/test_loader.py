from pathlib import Path

import pytest

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import Section, near_names, read_section


def section(folder: Path, text: str) -> Section:
    path = folder / "wrong.yaml"
    path.write_text(text)
    return read_section(path)


def test_values_are_read_as_they_are_written(tmp_path: Path) -> None:
    top = section(
        tmp_path, "a: no\nb: [x, y]\nc: 0.5\nd: 2016-04-27\ne: true\nf: {en: E, es: S, fr: F, pt: P}\n"
    )
    assert top.text("a") == "no"
    assert top.texts("b") == ("x", "y")
    assert top.number("c") == 0.5
    assert str(top.day("d")) == "2016-04-27"
    assert top.flag("e")
    assert not top.flag("absent")
    assert top.texts("absent") == ()
    assert top.optional("absent") is None
    assert top.day("absent") is None
    assert top.labels_under("f")["fr"] == "F"
    assert dict(top.sections("absent")) == {}


@pytest.mark.parametrize(
    ("text", "use", "message"),
    [
        ("a: [", lambda top: top, "not YAML"),
        ("- a\n- b\n", lambda top: top, "line 1: a mapping is wanted"),
        ("", lambda top: top, "line 1: a mapping is wanted"),
        ("a: 1\nb: 2\na: 3\n", lambda top: top, "line 3: this key stands twice. Keep one"),
        ("a: 1\nlabel: x\n", lambda top: top.allow("a", "labels"), "line 2: this key is not known here"),
        ("a: 1\nzzz: x\n", lambda top: top.allow("a"), "line 2: this key is not known here"),
        ("a: 1\n", lambda top: top.text("b"), "“b”: wrong.yaml, line 1: a key is missing. Add `b: …`"),
        ("a: 1\nb:\n", lambda top: top.text("b"), "line 2: a text is wanted"),
        ("a: 1\nb: x\n", lambda top: top.texts("b"), "line 2: a list of texts is wanted"),
        ("b: [[x]]\n", lambda top: top.texts("b"), "line 1: a list of texts is wanted"),
        ("b: maybe\n", lambda top: top.flag("b"), "“maybe”: wrong.yaml, line 1: true or false is wanted"),
        ("b: many\n", lambda top: top.number("b"), "“many”: wrong.yaml, line 1: a number is wanted"),
        ("b: 2016-02-30\n", lambda top: top.day("b"), "“2016-02-30”: wrong.yaml, line 1: a day is wanted"),
        ("a: 1\n", lambda top: top.section("b"), "“b”: wrong.yaml, line 1: a key is missing"),
        ("a:\n  b: 1\n", lambda top: dict(top.sections("a")), "line 2: a mapping is wanted"),
        ("l: {en: E, es: S, fr: F}\n", lambda top: top.labels_under("l"), "“pt”: wrong.yaml, line 1: a key"),
        ("l: {en: E, es: S, fr: F, pt: P, de: D}\n", lambda top: top.labels_under("l"), "“de”: wrong"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_file_line_and_remedy(
    tmp_path: Path, text: str, use: object, message: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        use(section(tmp_path, text))  # type: ignore[operator]  # a lambda of the table
    assert "wrong.yaml" in str(caught.value)
    assert message in str(caught.value)
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"“lost.yaml”: there is no such catalogue file"):
        read_section(tmp_path / "lost.yaml")


def test_names_unlike_all_known_ones_suggest_nothing() -> None:
    assert near_names("vesel", ["vessel", "seizure"]) == "Near it: vessel."
    assert near_names("xyz", ["vessel", "seizure"]) == ""
