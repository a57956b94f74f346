import runpy
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from pytest_django import Settings

from liaison.site.environment import EnvironmentWordError
from liaison.site.node import prepare_node
from liaison.site.static import CollectedFiles


def settings_under(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, Any]:
    for name, value in environment.items():
        monkeypatch.setenv(f"LIAISON_{name}", value)
    return runpy.run_path(str(Path("src/liaison/site/settings.py")))


@pytest.mark.parametrize("tls", ["direct", "proxy"])
def test_under_tls_cookies_stay_on_it_and_browsers_remember(
    monkeypatch: pytest.MonkeyPatch, tls: str
) -> None:
    held = settings_under(monkeypatch, TLS=tls)
    assert held["SESSION_COOKIE_SECURE"]
    assert held["CSRF_COOKIE_SECURE"]
    assert held["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert held["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert not held["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
    assert (held["SECURE_PROXY_SSL_HEADER"] is not None) is (tls == "proxy")


def test_without_tls_nothing_is_believed_about_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    held = settings_under(monkeypatch, TLS="")
    assert held["SECURE_PROXY_SSL_HEADER"] is None
    assert held["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0
    assert held["SECURE_HSTS_SECONDS"] == 0


@pytest.mark.parametrize(
    ("name", "word"), [("TLS", "yes"), ("IDLE_MINUTES", "0"), ("IDLE_MINUTES", "half"), ("IDLE_MINUTES", "")]
)
def test_a_word_that_means_nothing_stops_the_node(
    monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    with pytest.raises(EnvironmentWordError, match=f"“{word}”.*LIAISON_{name}"):
        settings_under(monkeypatch, **{name: word})


def test_the_demo_must_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIAISON_DEMO", raising=False)
    assert settings_under(monkeypatch)["LIAISON_DEMO"] is False
    assert settings_under(monkeypatch, DEMO="1")["LIAISON_DEMO"] is True


def test_reading_the_settings_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings_under(monkeypatch, NODE=str(tmp_path / "node"))
    assert list(tmp_path.iterdir()) == []


def test_the_secret_of_a_node_outlives_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = settings_under(monkeypatch, NODE=str(tmp_path))["SECRET_KEY"]
    assert settings_under(monkeypatch, NODE=str(tmp_path))["SECRET_KEY"] == first


def test_collected_files_carry_a_hash_and_others_their_name(settings: Settings, tmp_path: Path) -> None:
    prepare_node(tmp_path)
    assert staticfiles_storage.url("liaison.css") == "/static/liaison.css"
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = CollectedFiles()
    name = collected.url("liaison.css")
    assert name != "/static/liaison.css"
    assert (tmp_path / name.removeprefix("/")).exists()
    assert (tmp_path / f"{name.removeprefix('/')}.gz").exists()
    assert collected.url("absent.css") == "/static/absent.css"
