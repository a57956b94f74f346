import re
from pathlib import Path

import pytest
from tests.docs.texts import ROOT, anchors, name, pages, prose

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_OUTSIDE = re.compile(r"https?:")


def links(page: Path) -> list[str]:
    """The links of a page that lead to another place of the checkout."""
    return [link for link in _LINK.findall(prose(page)) if not _OUTSIDE.match(link)]


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    for link in links(page):
        file, _, part = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not part or part in anchors(target), link


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links(page)}
        waiting += [t for target in targets for t in within(target) if t not in reached]
    assert {name(page) for page in pages()} - {name(page) for page in reached} == set()


def within(target: Path) -> list[Path]:
    """The pages that a link opens: a page, or all pages of a folder."""
    return sorted(target.glob("*.md")) if target.is_dir() else [target] * (target.suffix == ".md")
