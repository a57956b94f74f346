"""What docs/catalogue.md shows is tried here, as it stands there."""

import re
import shutil
from pathlib import Path

import pytest

from liaison.catalogue import codes
from liaison.catalogue import ontology as package
from liaison.catalogue.codes import read_vocabulary
from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.ontology import model
from liaison.catalogue.ontology.model import read_ontology

PAGE = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text()
BLOCKS = re.findall(r"^```(python|yaml)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
KINDS = Path(package.__file__).with_name("kinds")


def block(beginning: str) -> str:
    return next(str(text) for _language, text in BLOCKS if text.startswith(beginning))


@pytest.fixture
def kinds(tmp_path: Path) -> Path:
    return shutil.copytree(KINDS, tmp_path / "kinds")


def test_the_example_session_shows_what_it_says() -> None:
    names: dict[str, object] = {}
    lines = block("from liaison").splitlines()
    exec("\n".join(line for line in lines if "# " not in line), names)  # noqa: S102 - the text of our own page
    shown = [line.split("#") for line in lines if "# " in line]
    assert len(shown) == 5
    for expression, told in shown:
        value = eval(expression, names)  # noqa: S307 - the text of our own page
        assert repr(value).replace("\\xa0", " ") == told.split(":")[0].split(", for")[0].strip()


def test_the_example_property_fits_into_a_kind(kinds: Path) -> None:
    vessel = kinds / "Vessel.yaml"
    vessel.write_text(vessel.read_text() + block("  draught"))
    assert read_ontology(kinds).property("Vessel.draught").dimension == "length"


def test_the_example_kind_fits_into_the_ontology(kinds: Path) -> None:
    (kinds / "Crate.yaml").write_text(block("name: Crate"))
    assert list(read_ontology(kinds).kind("Crate").properties)[:3] == ["number", "packed", "weight"]


def test_the_example_vocabulary_is_one(tmp_path: Path) -> None:
    path = tmp_path / "packing.yaml"
    path.write_text(block("name: packing"))
    assert read_vocabulary(path).find("EN PALES").code == "pallet"


def test_the_example_message_is_what_the_program_says(kinds: Path) -> None:
    vessel = kinds / "Vessel.yaml"
    vessel.write_text(vessel.read_text().replace("vocabulary: vessel_type", "vocabulary: vesel_type"))
    with pytest.raises(CatalogueError) as caught:
        read_ontology(kinds)
    # The line moves with the file.
    assert re.sub(r"line \d+", "line 51", str(caught.value)) in PAGE


def test_every_key_of_a_file_is_explained() -> None:
    for key in {*model._KIND, *model._PROPERTY, *codes._HEAD, *codes._ROW}:
        assert re.search(rf"(`|^ *){key}(`|:)", PAGE, re.MULTILINE), key
