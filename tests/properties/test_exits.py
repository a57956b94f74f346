"""The master property at every address: the answer is the same bytes if the hidden is not there at all.

Addresses are found by introspection; one that is neither asked here nor declared to show no statement fails.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.conftest import forget_store
from tests.properties.exits import (
    Exit,
    each_key,
    each_kind,
    each_read,
    each_statement,
    each_word,
    once,
    records_of,
)
from tests.properties.reduced import reduced_to
from tests.properties.stores import Said, said, utter
from tests.records.makers import PURPOSE, Region, make_region
from tests.site.addresses import addresses

from liaison.people.services import issue_token
from liaison.records import projection

ASKED: dict[str, list[Exit]] = {
    "home": [once("/")],
    "search": [each_word("/search/?q={words}"), once("/search/?q=azul&kind=Vessel&since=2026-01-01")],
    "kinds": [once("/records/")],
    "kind": [
        each_kind("/records/{kind}/"),
        once("/records/Vessel/?flag=XV"),
        once("/records/Seizure/?drug=cocaine"),
    ],
    "export": [once("/records/Vessel/export/?format=csv"), once("/records/Seizure/export/?format=json")],
    "entity": [each_key("/entity/{key}/"), each_key("/entity/{key}/?why")],
    "entity_document": [each_key("/entity/{key}/document.json")],
    "record": [
        lambda keys, records: (
            asked
            for key in keys[:3]
            for record in records[:3]
            for asked in once(f"/entity/{key}/record/{record}/")([], [])
        )
    ],
    "correct": [each_read("/entity/{key}/statement/{statement}/correct/")],
    "withdraw": [each_read("/entity/{key}/statement/{statement}/withdraw/")],
    "same": [each_key("/entity/{key}/same/")],
    "document": [once(f"/document/{'0' * 64}/")],
    "entry_words": [once("/record/words/drug/?q=co")],
    "api:entity": [each_key("/api/v1/entities/{key}")],
    "api:links": [each_key("/api/v1/entities/{key}/links")],
    "api:entities": [
        each_kind("/api/v1/kinds/{kind}/entities?limit=2"),
        once("/api/v1/kinds/Vessel/entities?flag=XV"),
    ],
    "api:search": [each_word("/api/v1/search?words={words}&limit=2")],
    "api:count": [each_kind("/api/v1/kinds/{kind}/count"), once("/api/v1/kinds/Vessel/count?by=flag")],
    "api:table": [
        once("/api/v1/kinds/Vessel/table?columns=name,flag"),
        once("/api/v1/kinds/Seizure/table?columns=drug"),
    ],
    "api:correct": [each_statement("/api/v1/statements/{statement}/correct", {"value": "x", "reason": "y"})],
    "api:withdraw": [each_statement("/api/v1/statements/{statement}/withdraw", {"reason": "y"})],
}
SHOW_NO_STATEMENT = {
    "account": "about the officer alone",
    "tokens": "about the officer alone",
    "token_end": "about the officer alone",
    "purpose": "about the officer alone",
    "language": "about the officer alone",
    "help": "the same for everybody",
    "entry": "kinds of the ontology",
    "entry_kind": "an empty form of the ontology",
    "entry_check": "says back what was typed",
    "drafts": "the officer's own drafts",
    "draft": "the officer's own draft",
    "draft_marking": "the officer's own draft",
    "draft_sign": "the officer's own draft",
    "draft_drop": "the officer's own draft",
    "imports": "the officer's own imports",
    "import_columns": "the officer's own file",
    "import_marking": "the officer's own file",
    "import_work": "the officer's own import",
    "import": "the officer's own import",
    "import_rejects": "the officer's own rejected rows",
    "audit": "the log of uses, for the data-protection officer: who asked what, never what was answered",
    "audit_export": "the log of uses, as above",
    "authorities": "the directory of this node",
    "authority": "the directory of this node",
    "key_revoke": "the directory of this node",
    "officers": "the accounts of this node",
    "officer_new": "the accounts of this node",
    "officer": "an account of this node",
    "lists": "the lists of this node",
    "list": "a list of this node",
    "node_state": "for the operator: how much the node holds, never what",
    "api:import_file": "the officer's own import",
    "api:kinds": "kinds of the ontology",
    "api:openapi-json": "the description of the API",
    "api:api-root": "nothing",
    "api:publish": "the number of what was just written",
    "api:preview": "verdicts on the officer's own draft",
    "api:audit": "the log of uses, for the data-protection officer: who asked what, never what was answered",
    "api:imports": "the officer's own imports",
}
ACCOUNT = ("account_", "mfa_")  # sign-in and second factor


def test_every_address_is_asked_or_shows_no_statement() -> None:
    named = {name for name in addresses() if not name.startswith(ACCOUNT)}
    assert named == ASKED.keys() | SHOW_NO_STATEMENT.keys()


@override_settings(LIAISON_DEMO=True)
class ExitsTest(TestCase):
    region: Region

    def setUp(self) -> None:
        forget_store()
        self.region = make_region()
        self.officer = self.region.south
        self.bearer = issue_token(
            officer=self.officer,
            purpose=PURPOSE,
            case="26-114",
            lifetime=timedelta(days=1),
            moment=timezone.now() - timedelta(minutes=1),
        )[1]
        self.browser = Client()
        self.browser.force_login(self.officer)
        session = self.browser.session
        session["purpose"] = PURPOSE
        session.save()

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=[Phase.reuse, Phase.generate],  # a smaller store is not worth the minutes it takes to find
    )
    @given(records=st.lists(said(), min_size=2, max_size=7), projected=st.booleans())
    def test_hidden_statements_change_no_byte(self, records: list[Said], projected: bool) -> None:
        forget_store()
        keys: list[tuple[str, str]] = []
        for one in records:
            utter(self.region, keys, one)
        if projected:
            projection.project()
        written = records_of(self.officer.authority.code)
        whole = self._answers([key for key, _ in keys], written)
        with reduced_to(self.region.view(self.officer)):
            projection.discard()
            left = self._answers([key for key, _ in keys], written)
        for asked, answer in whole.items():
            assert left[asked] == answer, f"{asked}: {_difference(answer, left[asked])}"

    def _answers(self, keys: list[str], records: list[str]) -> dict[str, Any]:
        return {
            f"{asked.path} {asked.body or ''}": asked.send(self.browser, self.bearer)
            for exits in ASKED.values()
            for one in exits
            for asked in one(keys, records)
        }


def _difference(one: tuple[Any, ...], other: tuple[Any, ...]) -> str:
    """The first place in which two answers part."""
    if one[:2] != other[:2]:
        return f"{one[:2]} or {other[:2]}"
    place = next((n for n, pair in enumerate(zip(one[2], other[2], strict=False)) if pair[0] != pair[1]), 0)
    return f"{one[2][place - 80 : place + 80]!r} or {other[2][place - 80 : place + 80]!r}"


@pytest.mark.django_db
def test_a_leak_would_be_seen() -> None:
    """The comparison itself: a store with and without a hidden ship differs in what its owner is told."""
    forget_store()
    region = make_region()
    keys: list[tuple[str, str]] = []
    hidden = Said(0, "Vessel", (("Thing.name", "Azul"),), ("only:own",), 0, 0, None, False, -1, -1, -1, "")  # type: ignore[arg-type]
    utter(region, keys, hidden)
    assert region.view(region.north).find("azul").items
    with reduced_to(region.view(region.south)):
        assert not region.view(region.north).find("azul").items
