import re
from pathlib import Path

import pytest
from tests.docs.texts import DOCS, name

from liaison.demo.content import content

PAGES = sorted((DOCS / "roles").glob("*.md"))
_ACCOUNT = re.compile(r"account `([\w-]+)`, password `([^`]+)` \(([^;)]+)")


def told() -> list[tuple[str, str, str]]:
    return [found for page in PAGES for found in _ACCOUNT.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("username", "password", "authority"), told())
def test_an_account_that_is_named_is_one_of_the_fabricated_region(
    username: str, password: str, authority: str
) -> None:
    row = content("officers")[username]
    assert row["password"] == password
    assert content("authorities")["authorities"][row["authority"]]["name"] == authority


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "README.md"], ids=name)
def test_a_page_says_what_may_be_done_and_what_does_not_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "## What you may do" in text
    assert "## What does not exist yet" in text
