"""The examples of CONTRIBUTING.md and docs/catalogue.md, carried out."""

import shutil
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.test import Client
from django.urls import include, path
from pytest_django import Settings
from tests.docs.texts import DOCS, ROOT, blocks, fenced
from tests.web.scene import Scene, build_scene

import liaison.catalogue.ontology
from liaison.catalogue.codes import read_vocabulary
from liaison.catalogue.faults import ValueFault
from liaison.catalogue.ontology import Ontology
from liaison.catalogue.ontology.model import read_ontology
from liaison.catalogue.ontology.values.base import Reading, ValueType
from liaison.people.permissions import WITHOUT_SECOND_FACTOR, Access, access, capabilities_of

GUIDE = ROOT / "CONTRIBUTING.md"
CATALOGUE = DOCS / "catalogue.md"
KINDS = Path(liaison.catalogue.ontology.__file__).with_name("kinds")
SIGNS = {Access.OPEN: "+", Access.REFUSED: "-", Access.SIGN_IN: ">", Access.NO_METHOD: "."}


def example(mark: str) -> str:
    (found,) = (block.text for block in blocks(GUIDE) if block.mark == mark)
    return found


def module(name: str, source: str) -> types.ModuleType:
    """A module made of an example."""
    made = types.ModuleType(name)
    exec(compile(source, name, "exec"), made.__dict__)  # noqa: S102 - our own text
    return made


def kinds_with(folder: Path, changed: dict[str, str]) -> Ontology:
    """The ontology with some files of kinds added or exchanged."""
    shutil.copytree(KINDS, folder)
    for name, text in changed.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_ontology(folder)


def with_property(kind: str, text: str) -> str:
    """The file of a kind with a property at its end."""
    return (KINDS / f"{kind}.yaml").read_text(encoding="utf-8").rstrip() + "\n" + text


def test_a_property(tmp_path: Path) -> None:
    model = kinds_with(tmp_path / "kinds", {"Vessel": with_property("Vessel", example("property"))})
    assert model.kind("Vessel").properties["funnelColour"].label("fr") == "Couleur de la cheminée"


def test_a_kind(tmp_path: Path) -> None:
    model = kinds_with(tmp_path / "kinds", {"Buoy": example("kind")})
    assert model.kind("Buoy").is_a("Thing")
    assert model.kind("Buoy").properties["position"].read("14°22′ N 021°08′ W", Reading()).text


def test_the_examples_of_the_catalogue(tmp_path: Path) -> None:
    draught, crate, packing = (block.text for block in fenced(CATALOGUE, "yaml"))
    model = kinds_with(tmp_path / "kinds", {"Crate": crate, "Aircraft": with_property("Aircraft", draught)})
    assert model.kind("Crate").properties["weight"].read("2 kg").number == 2
    assert "draught" in model.kind("Aircraft").properties
    (tmp_path / "packing.yaml").write_text(packing, encoding="utf-8")
    assert read_vocabulary(tmp_path / "packing.yaml").find("BULK").code == "loose"


def test_the_values_of_the_catalogue_are_as_shown() -> None:
    (shown,) = fenced(CATALOGUE, "python")
    lines = [line.partition("#") for line in shown.text.splitlines()]
    names = module("shown", "\n".join(code for code, _, _ in lines)).__dict__
    expected = {code.strip(): told.strip() for code, _, told in lines if told}
    assert expected
    for code, told in expected.items():
        assert told.startswith(repr(eval(code, names)).replace(r"\xa0", " ")), code  # noqa: S307 - our own text


def test_a_type() -> None:
    made: ValueType = module("lei", example("type")).Lei()
    prop = next(iter(liaison.catalogue.ontology.ontology().properties.values()))
    assert made.read("7245 xn00 00liaison2 09", Reading(), prop).text == made.example  # type: ignore[attr-defined]  # the class of the example
    with pytest.raises(ValueFault, match="check digit"):
        made.read("7245XN0000LIAISON208", Reading(), prop)


@pytest.fixture
def scene(db: None, node: Path) -> Scene:
    return build_scene()


@pytest.fixture
def address(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """The page of the example, as a site that also has all the others."""
    drugs = module("drugs", example("page"))
    urls = types.ModuleType("example_urls")
    added = eval(example("address"), {"path": path, "drugs": drugs})  # noqa: S307 - our own text
    urls.__dict__["urlpatterns"] = [added, path("", include("liaison.site.urls"))]
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/drugs.html").write_text(example("template"), encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.LIAISON_DEMO = True
    sys.modules["example_urls"] = urls
    settings.ROOT_URLCONF = "example_urls"
    yield f"/{added.pattern}"
    del sys.modules["example_urls"]


def test_a_page(scene: Scene, address: str) -> None:
    client = Client()
    client.force_login(scene.northmark)
    client.post("/purpose/", {"purpose": "investigation"})
    text = client.get(address).content.decode()
    assert "<h1>Seizures by drug</h1>" in text
    assert "<td>1</td>" in text
    assert 'class="band' in text


def test_the_cells_of_the_page(address: str) -> None:
    view = sys.modules["example_urls"].urlpatterns[0].callback
    columns = yaml.safe_load((ROOT / "tests/site/matrix.yaml").read_text(encoding="utf-8"))["columns"]
    special = {"anonymous": None, "without_second_factor": WITHOUT_SECOND_FACTOR}
    held = [special[column] if column in special else capabilities_of([column]) for column in columns]
    cells = ["".join(SIGNS[access(view, method, each)] for each in held) for method in ("GET", "POST")]
    assert yaml.safe_load(example("matrix")) == {"drugs": cells}
