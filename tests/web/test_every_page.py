"""What each page keeps, whatever it shows: structure, marking, words for every control, weight."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.web.conftest import SignIn
from tests.web.markup import faults, tree
from tests.web.scene import Scene

KIB = 1024
PAGES = {
    "home": "/",
    "search without words": "/search/",
    "search": "/search/?q=coriente+azul",
    "search without a match": "/search/?q=zebra&kind=Vessel&since=2026",
    "hit": "/search/?q=9176187",
    "kinds": "/records/",
    "list": "/records/Seizure/",
    "narrowed list": "/records/Seizure/?drug=cocaine&since=2026-11&until=2026",
    "empty list": "/records/Seizure/?drug=heroin",
    "filter at fault": "/records/Seizure/?drug=cocain&since=yesterday",
    "thing": "/entity/{ship}/",
    "seizure": "/entity/{seizure}/",
    "why": "/entity/{ship}/?why=1",
    "purpose": "/purpose/",
    "help": "/help/",
    "not there": "/entity/{secret}/",
    "no such address": "/nowhere/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_page_keeps_the_rules(scene: Scene, sign_in: SignIn, address: str, language: str) -> None:
    scene.northmark.language = language
    scene.northmark.save()
    answer = sign_in(scene.northmark).get(address.format(**vars(scene)))
    page = tree(answer.content.decode())
    assert faults(page) == []
    assert page.all("html")[0]["lang"] == language
    assert len(gzip.compress(answer.content)) < 20 * KIB


@pytest.mark.parametrize(
    "address", [PAGES[name] for name in ("home", "search", "hit", "list", "thing", "seizure", "why")]
)
def test_what_read_is_marked_at_head_and_foot(northmark: Client, scene: Scene, address: str) -> None:
    page = tree(northmark.get(address.format(**vars(scene))).content.decode())
    bands = [node for node in page.walk() if node["class"].split()[:1] == ["band"]]
    assert [band["class"] for band in bands] == ["band", "band foot"]
    assert len({band["data-level"] for band in bands}) == 1
    body = [node for node in page.all("body")[0].children if not isinstance(node, str)]
    assert body[1] is bands[0]
    assert body[-1] is bands[1]


def test_sign_in_page_has_neither_rail_nor_band(client: Client, db: None) -> None:
    page = tree(client.get("/account/sign-in/").content.decode())
    assert faults(page) == []
    assert not page.all("nav")
    assert not [node for node in page.walk() if node["class"].startswith("band")]


def test_first_visit_needs_five_requests_and_the_icon(northmark: Client) -> None:
    page = tree(northmark.get("/").content.decode())
    styles = [node["href"] for node in page.all("link") if node["rel"] != "icon"]
    scripts = [node["src"] for node in page.all("script")]
    assert len([*styles, *scripts]) + 1 <= 5


def test_style_and_script_stay_light() -> None:
    def weight(*names: str) -> int:
        return sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in names)

    assert weight("liaison.css", "parts.css") < 12 * KIB
    assert weight("keys.js", "django_htmx/htmx-2.min.js") < 25 * KIB


def test_appearance_is_the_officers(scene: Scene, sign_in: SignIn) -> None:
    scene.northmark.theme, scene.northmark.scale = "night", "duty"
    scene.northmark.save()
    html = tree(sign_in(scene.northmark).get("/").content.decode()).all("html")[0]
    assert (html["data-theme"], html["data-scale"]) == ("night", "duty")


def test_browser_keeps_no_copy_of_pages(northmark: Client) -> None:
    config = next(
        n for n in tree(northmark.get("/").content.decode()).all("meta") if n["name"] == "htmx-config"
    )
    for setting in ('"historyCacheSize":0', '"allowEval":false', '"includeIndicatorStyles":false'):
        assert setting in config["content"]
