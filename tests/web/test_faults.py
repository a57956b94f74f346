"""What goes wrong is told in words, inside the frame, without a trace."""

import logging

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings
from tests.web.markup import faults, tree
from tests.web.scene import Scene

from liaison.kernel.errors import LiaisonError
from liaison.records.view import View


@pytest.mark.parametrize("name", ["400", "500"])
def test_page_that_knows_nothing_of_the_reader(name: str, settings: Settings) -> None:
    page = tree(render_to_string(f"{name}.html"))
    assert faults(page) == []
    assert "Nothing was changed" in page.text


def test_form_without_its_token_is_told_what_to_do(scene: Scene) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.northmark)
    answer = client.post("/language/", {"language": "es"})
    assert answer.status_code == 403
    assert tree(answer.content.decode()).all("h1")[0].text == "This form is no longer current"


def test_refusal_names_value_reason_and_remedy(northmark: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LiaisonError("it is too wide", value="the query", remedy="Narrow it.")

    monkeypatch.setattr(View, "entities", refuse)
    answer = northmark.get("/records/Vessel/")
    assert answer.status_code == 400
    assert "“the query”: it is too wide. Narrow it." in tree(answer.content.decode()).text


def test_page_that_breaks_shows_no_trace(northmark: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the name of a person")

    monkeypatch.setattr(View, "entities", broken)
    northmark.raise_request_exception = False
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    answer = northmark.get("/records/Vessel/")
    assert answer.status_code == 500
    assert "the name of a person" not in answer.content.decode()
    assert tree(answer.content.decode()).all("h1")[0].text == "The page could not be made"


@pytest.mark.parametrize(
    "address",
    [
        "/records/%00/",
        "/entity/x/",
        "/search/?q=%00%ff",
        "/search/?kind=%3Cscript%3E&q=a",
        "/records/Seizure/?drug=%00",
    ],
)
def test_strange_addresses_are_answered(northmark: Client, address: str) -> None:
    answer = northmark.get(address)
    assert answer.status_code in {200, 404}
    assert faults(tree(answer.content.decode())) == []


def test_words_of_the_address_are_shown_as_words(northmark: Client) -> None:
    page = northmark.get("/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "<script>alert(1)</script>" in tree(page).all("h1")[0].text
