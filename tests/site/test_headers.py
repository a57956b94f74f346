import re

import pytest
from django.test import Client
from pytest_django import Settings
from tests.site.addresses import addresses

from liaison.people.models import Officer
from liaison.people.permissions import Access, access, capabilities_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXPECTED = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|data:|<script(?![^>]*\b(src=|type=\"application/json\"))"
)


def check_headers(headers: dict[str, str]) -> None:
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_policy_allows_nothing_unsafe() -> None:
    assert "unsafe" not in POLICY
    assert "*" not in POLICY


@pytest.mark.parametrize("path", ["/account/sign-in/", "/", "/no-such-page/", "/api/no-such-page/"])
def test_strangers_get_the_headers(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    check_headers(dict(response.headers))
    assert "no-store" in response["Cache-Control"]


def test_every_account_page_has_the_headers_and_nothing_inline(
    client: Client, officer: Officer, settings: Settings
) -> None:
    settings.LIAISON_DEMO = True
    client.force_login(officer)
    pages = [address for address in addresses().values() if address.path.startswith("/account/")]
    assert len(pages) > 15
    for address in pages:
        assert access(address.view, "GET", capabilities_of(officer.roles)) is Access.OPEN, address.name
        response = client.get(address.path)
        check_headers(dict(response.headers))
        assert "no-store" in response["Cache-Control"]
        assert INLINE.findall(response.content.decode()) == [], address.name


def test_a_static_file_has_the_headers_and_may_be_kept(client: Client, db: None) -> None:
    response = client.get("/static/liaison.css")
    assert response.status_code == 200
    check_headers(dict(response.headers))
    assert "no-store" not in response["Cache-Control"]
    response.close()


def test_a_fault_has_the_headers(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("liaison.people.middleware.access", fault)
    client.raise_request_exception = False
    response = client.get("/account/sign-in/")
    assert response.status_code == 500
    check_headers(dict(response.headers))
