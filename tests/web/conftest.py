from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.scene import Scene, build_scene

from liaison.people.models import Officer

SignIn = Callable[[Officer], Client]


@pytest.fixture
def scene(db: None, node: object) -> Scene:
    return build_scene()


@pytest.fixture
def sign_in(settings: Settings) -> SignIn:
    settings.LIAISON_DEMO = True  # lets in without a second factor, which other tests ask for

    def signed_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        client.post("/purpose/", {"purpose": "investigation", "case": "26-114"})
        return client

    return signed_in


@pytest.fixture
def northmark(scene: Scene, sign_in: SignIn) -> Client:
    return sign_in(scene.northmark)


@pytest.fixture
def vesper(scene: Scene, sign_in: SignIn) -> Client:
    return sign_in(scene.vesper)
