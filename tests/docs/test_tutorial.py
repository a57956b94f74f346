"""The first half of the tutorial: what its tables say is written into the forms of the fabricated region."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings
from tests.docs.forms import fill_in
from tests.docs.texts import DOCS, ROOT, prose, rows_of

from liaison.catalogue.codes import vocabulary, vocabulary_names
from liaison.demo.content import content
from liaison.demo.region import build_region

PAGE = DOCS / "tutorial.md"
DIFFERS = '<span class="tag warn">differs</span>'
_LINK = re.compile(r'href="(/entity/[0-9a-f]{32}/)[^"]*"[^>]*>([^<]+)<')


def told(head: str) -> dict[str, str]:
    """The table under a head: what to write into which field."""
    rows = iter(rows_of(PAGE))
    next(row for row in rows if row[0] == head)
    answers: dict[str, str] = {}
    for label, said in rows:
        if said in {"Write", "Choose"}:
            break
        answers[label] = said
    return answers


@pytest.fixture
def region(db: None, settings: Settings) -> None:
    settings.LIAISON_DEMO = True
    build_region(scale="district", today=datetime.now(UTC).date())


def signed_in(username: str, purpose: str) -> Client:
    client = Client()
    password = content("officers")[username]["password"]
    assert f"`{username}`, password `{password}`" in PAGE.read_text(encoding="utf-8")
    client.post("/account/sign-in/", {"login": username, "password": password})
    assert client.post("/purpose/", {"purpose": purpose}).status_code == 302
    return client


def search(client: Client, words: str) -> str:
    return client.get("/search/", {"q": words}).content.decode()


def found(client: Client, words: str, caption: str) -> str:
    """The address of the thing with this caption among those that a search finds."""
    (address,) = {link for link, shown in _LINK.findall(search(client, words)) if shown == caption}
    return address


def test_the_same_ship_is_two_pictures(region: None) -> None:
    north, thalos = signed_in("n-07", "investigation"), signed_in("t-03", "customs-control")
    one = north.get(found(north, "coriente azul", "Corriente Azul · 3074715")).content.decode()
    other = thalos.get(found(thalos, "3074715", "Luna Mora · 3074715")).content.decode()
    assert "Luna Mora" in one
    assert DIFFERS in one
    assert DIFFERS not in other
    assert found(thalos, "3074715", "Corriente Azul · 3074715")
    assert "Luna Mora · 3074715" not in search(north, "3074715")


def test_a_seizure_is_shared_with_a_group_and_corrected(region: None) -> None:
    north, thalos, vesper = (
        signed_in("n-07", "investigation"),
        signed_in("t-03", "customs-control"),
        signed_in("v-12", "investigation"),
    )
    marking, _ = fill_in(north, "/record/new/Seizure/", told("Field"), button="On: who will see what")
    signing, shown = fill_in(north, marking, told("Marking"), button="On: sign")
    assert "Thalos Customs" in shown
    fill_in(north, signing, {}, button="Sign")
    assert not _LINK.search(search(thalos, "26-XN-0311"))
    seizure = found(vesper, "26-XN-0311", "26-XN-0311 · cocaïne · 1,5 kg")
    correct = re.search(r'href="([^"]+/correct/)"', said(north, seizure, "Quantity"))
    assert correct
    fill_in(north, correct[1], told("Correction"), button="Sign the correction")
    corrected = said(vesper, seizure, "Quantité")
    assert "1,62" in corrected
    assert "weighed again without the wrapping" in corrected


def said(client: Client, address: str, label: str) -> str:
    """What a page of a thing says under a label."""
    text = client.get(address).content.decode()
    return text.partition(f"<dt>{label}</dt>")[2].partition("<dt>")[0]


def test_words_in_bold_stand_in_the_pages() -> None:
    sources = [*(ROOT / "src/liaison/web").rglob("*.html"), *(ROOT / "src/liaison/web").rglob("*.py")]
    texts = {
        text for source in sources for text in re.findall(r'"([^"\n]+)"', source.read_text(encoding="utf-8"))
    }
    codes = {c.labels["en"] for name in vocabulary_names() for c in vocabulary(name).codes.values()}
    bold = set(re.findall(r"\*\*([^*]+)\*\*", prose(PAGE)))
    assert bold
    assert bold - texts - codes == set()
