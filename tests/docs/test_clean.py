import re
from pathlib import Path

import pytest
from tests.docs.texts import ROOT, name, pages

# What a text for everybody must not carry: where it was written, or where its author gets packages.
_MACHINE = re.compile(r"/(?:home|root|Users|work|tmp)/|[A-Z]:\\\\|localhost:\d|\bindex-url\b")
_REGISTRY = re.compile(
    r"pypi|pythonhosted|artifactory|nexus|jfrog|devpi|--extra-index|--find-links=?http", re.IGNORECASE
)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not _MACHINE.search(text), _MACHINE.search(text)
    assert not _REGISTRY.search(text), _REGISTRY.search(text)


@pytest.mark.parametrize("file", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda file: file.name)
def test_requirements_carry_hashes_and_no_address(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("--index")]
    assert any("--hash=sha256:" in line for line in lines)


def test_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in (ROOT / "docs/pictures").glob("*.png")}
    assert sizes
    assert max(sizes.values()) < 300_000
