"""The log as the data-protection officer reads it."""

import csv

import pytest
from django.test import Client
from tests.web.conftest import SignIn
from tests.web.entry.filling import page_of
from tests.web.markup import faults
from tests.web.scene import Scene, officer_of

from liaison.records import audit
from liaison.records.audit import record_use, uses


@pytest.fixture
def guardian(scene: Scene, sign_in: SignIn) -> Client:
    return sign_in(officer_of(scene.northmark.authority, "N-40", "data_protection_officer"))


def use(officer: str = "XN-CDC N-07", action: str = "entity", subject: str = "k", count: int = 1) -> None:
    record_use(
        officer=officer,
        authority="XN-CDC",
        purpose="investigation",
        case="26-114",
        action=action,
        subject=subject,
        count=count,
    )


def rows(client: Client, address: str) -> list[list[str]]:
    page = page_of(client, address)
    return [
        [cell.text for cell in row.all("th", "td")] for body in page.all("tbody") for row in body.all("tr")
    ]


def test_who_read_about_a_key(guardian: Client, northmark: Client, scene: Scene) -> None:
    northmark.get(f"/entity/{scene.ship}/")
    found = rows(guardian, f"/audit/?about={scene.ship}")
    assert {row[1] for row in found} == {"XN-CDC N-07"}
    assert {"read one thing", "read links"} <= {row[2] for row in found}
    assert found[0][5:] == ["criminal investigation", "26-114"]
    assert rows(guardian, f"/audit/?about={'0' * 32}") == []


def test_officer_action_and_period_narrow(guardian: Client, scene: Scene) -> None:
    use(action="table", subject="Seizure")
    use("XV-POL V-12", action="table")
    assert [row[1] for row in rows(guardian, "/audit/?action=table")] == ["XV-POL V-12", "XN-CDC N-07"]
    assert len(rows(guardian, "/audit/?action=table&officer=XV-POL+V-12")) == 1
    today = f"{uses(limit=1)[0].moment:%Y-%m-%d}"
    assert len(rows(guardian, f"/audit/?action=table&since={today}&until={today}")) == 2
    assert rows(guardian, "/audit/?action=table&until=2001") == []


def test_pages_of_fifty_are_turned(guardian: Client, scene: Scene) -> None:
    for _n in range(60):
        use(action="count")
    first = page_of(guardian, "/audit/?action=count")
    assert first.all("h1")[0].text == "50 uses of this node, and more"
    on = next(link["href"] for link in first.all("a") if "from=50" in link["href"])
    assert len(rows(guardian, f"/audit/{on}")) == 10


@pytest.mark.parametrize("query", ["officer=nobody", "action=stole", "since=yesterday", "until=?"])
def test_a_faulty_filter_is_named(guardian: Client, scene: Scene, query: str) -> None:
    for path in ("/audit/", "/audit/export/"):
        page = page_of(guardian, f"{path}?{query}")
        assert page.all("h1")[0].text == "A filter cannot be read"
        assert faults(page) == []


def test_reading_the_log_stands_in_the_log(guardian: Client, scene: Scene) -> None:
    guardian.get("/audit/?action=count")
    newest = uses(limit=1)[0]
    assert (newest.officer, newest.action, newest.subject) == ("XN-CDC N-40", "audit", "action=count")


def test_the_export_is_whole_and_runs_no_formula(guardian: Client, scene: Scene) -> None:
    use(action="find", subject="=1+1")
    answer = guardian.get("/audit/export/?action=find")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.DictReader(text.splitlines()))
    assert len(lines) == len(uses(action="find", limit=1000))
    assert not any(cell.startswith("=") for line in lines for cell in line.values())
    assert uses(limit=1)[0].action == "audit"


def test_the_chain_is_checked_on_demand(
    guardian: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The chain is whole" in guardian.get("/audit/?chain=1").content.decode()
    monkeypatch.setattr("liaison.web.audit.pages.broken_links", lambda: [3, 4])
    assert "broken at 2 entries: 3, 4" in guardian.get("/audit/?chain=1").content.decode()


def test_it_is_closed_to_others(northmark: Client, scene: Scene) -> None:
    assert northmark.get("/audit/").status_code == 403
    assert northmark.get("/audit/export/").status_code == 403


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_the_page_keeps_the_rules(scene: Scene, sign_in: SignIn, language: str) -> None:
    guardian = officer_of(scene.northmark.authority, "N-40", "data_protection_officer")
    guardian.language = language
    guardian.save()
    use()
    assert faults(page_of(sign_in(guardian), "/audit/?chain=1")) == []
    assert audit.broken_links() == []
