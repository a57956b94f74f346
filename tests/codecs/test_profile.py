"""Profiles: read, refused, saved and proposed."""

from pathlib import Path

import pytest

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import Reading
from liaison.codecs.faults import ProfileError
from liaison.codecs.mapping import REJECT_HEADERS, Source, guess_profile, sources_of
from liaison.codecs.profile import Profile, profiles, read_profile, save_profile
from liaison.records.interning import Grading

OWN = Profile(
    name="our-sheet",
    kind="Seizure",
    labels={"en": "Ours", "es": "Nuestra", "fr": "La nôtre", "pt": "Nossa"},
    separator="|",
    encoding="windows-1252",
    worksheet="2026",
    reading=Reading(language="es", decimal_mark=",", day_first=True),
    grading=Grading("A", "1", category="suspect", language="es"),
    observed="FECHA",
    key=("NUMERO",),
    columns={"FECHA": "date", "NUMERO": "reference", "DROGA": "drug", "Alias 1": "alias", "Alias 2": "alias"},
    joined={"quantity": ("CANTIDAD", "UNIDAD")},
    constants={"country": "XN"},
    unknown=("s/d",),
    ignored=("FOLIO",),
)


def test_those_that_ship_fit_the_ontology() -> None:
    assert {"unodc-ids", "seizures"} <= profiles().keys()
    assert all(set(profile.labels) >= {"en", "es", "fr", "pt"} for profile in profiles().values())


def test_a_saved_profile_is_read_as_it_was() -> None:
    path = save_profile(profile=OWN)
    assert read_profile(path) == OWN
    assert profiles()["our-sheet"] == OWN
    assert [file.name for file in path.parent.iterdir()] == ["our-sheet.yaml"]


@pytest.mark.parametrize("name", ["unodc-ids", "../escape", "Capital", ""])
def test_a_name_that_is_taken_or_no_name_is_refused(name: str) -> None:
    with pytest.raises(ProfileError, match="cannot name"):
        save_profile(profile=Profile(name=name, kind="Seizure"))


@pytest.mark.parametrize(
    ("profile", "reason"),
    [
        (Profile(name="p", kind="Seizure", columns={"A": "drogue"}), "a property it has not"),
        (Profile(name="p", kind="Seizure", columns={"A": "date", "B": "date"}), "from several columns"),
        (Profile(name="p", kind="Person", columns={"A": "name"}), "cannot make things of this kind"),
        (Profile(name="p", kind="Thing", columns={"A": "name"}), "cannot make things of this kind"),
    ],
)
def test_a_profile_that_contradicts_the_ontology_is_refused(profile: Profile, reason: str) -> None:
    with pytest.raises(ProfileError, match=reason):
        save_profile(profile=profile)


def test_an_unknown_key_of_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("kind: Seizure\ncolums: {A: drug}\n")
    with pytest.raises(CatalogueError, match=r"p\.yaml, line 2") as caught:
        read_profile(tmp_path / "p.yaml")
    assert "columns" in caught.value.remedy


def test_a_profile_is_laid_on_a_header() -> None:
    headers = [*REJECT_HEADERS, *OWN.columns, "CANTIDAD", "UNIDAD", "FOLIO"]
    sources = sources_of(OWN, headers)
    assert Source("quantity", ("CANTIDAD", "UNIDAD")) in sources
    assert Source("country", constant="XN") in sources
    assert len(sources) == 7


@pytest.mark.parametrize(
    ("headers", "reason"),
    [(["FECHA"], "no such column"), ([*OWN.columns, "CANTIDAD", "UNIDAD", "X"], "nothing about")],
)
def test_columns_too_few_or_too_many_are_named(headers: list[str], reason: str) -> None:
    with pytest.raises(ProfileError, match=reason):
        sources_of(OWN, headers)


def test_the_template_takes_names_and_labels_of_any_language() -> None:
    sources = sources_of(
        profiles()["seizures"], ["Fecha y hora", "drug", "Pays", "Quantidade", "hiding_place"]
    )
    assert [source.name for source in sources] == ["date", "drug", "country", "quantity", "hidingPlace"]
    with pytest.raises(ProfileError, match="is called so") as caught:
        sources_of(profiles()["seizures"], ["Dat and time"])
    assert "date and time" in caught.value.remedy


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_a_proposal_finds_every_label(language: str) -> None:
    kind = ontology().kind("Seizure")
    wanted = [prop for prop in kind.properties.values() if prop.type.name != "link"]
    proposed = guess_profile([prop.label(language) for prop in wanted], "Seizure")
    assert proposed.columns == {prop.label(language): prop.name for prop in wanted}


def test_a_proposal_forgives_slips_and_ignores_the_rest() -> None:
    proposed = guess_profile(["DATE_AND_TIME", "Countri", "Whatever", "Country"], "Seizure")
    assert proposed.columns == {"DATE_AND_TIME": "date", "Country": "country"}
    assert proposed.ignored == ("Countri", "Whatever")
