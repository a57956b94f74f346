"""Authorities, keys, officers and lists, changed by an operator and looked at by others."""

import pytest
from django.test import Client
from tests.web.conftest import SignIn
from tests.web.markup import faults, tree
from tests.web.scene import PASSWORD, Scene, officer_of

from liaison.kernel.policy import Level
from liaison.people.models import Authority, AuthorityKey, DistributionList, Officer
from liaison.records.audit import uses

PAGES = [
    "authorities/",
    "authorities/XN-CDC/",
    "officers/",
    "officers/new/",
    "officers/{vesper.pk}/",
    "lists/",
    "lists/atlantic/",
    "node/",
]


@pytest.fixture
def operator(scene: Scene, sign_in: SignIn) -> Client:
    return sign_in(officer_of(scene.northmark.authority, "N-99", "operator"))


def post(client: Client, path: str, **sent: object) -> str:
    return client.post(f"/administration/{path}", sent, follow=True).content.decode()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_pages_keep_the_rules(operator: Client, scene: Scene, path: str, language: str) -> None:
    Officer.objects.update(language=language)
    answer = operator.get(f"/administration/{path.format(**vars(scene))}")
    assert answer.status_code == 200
    assert faults(tree(answer.content.decode())) == []


def test_an_authority_is_entered_and_gets_its_first_key(operator: Client) -> None:
    post(
        operator,
        "authorities/",
        code="XC-CG",
        name="Coast Guard",
        country="XC",
        roles="coast-guard",
        hosted="on",
    )
    assert Authority.objects.get(code="XC-CG").hosted
    assert (
        "cannot sign: no key is valid" in operator.get("/administration/authorities/XC-CG/").content.decode()
    )
    page = post(operator, "authorities/XC-CG/")
    assert "Coast Guard signs on this node" in page
    assert AuthorityKey.objects.filter(authority__code="XC-CG").count() == 1


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"code": "nonsense", "name": "x", "country": "XC"}, "Write it like XN-CDC"),
        ({"code": "XN-CDC", "name": "x", "country": "XN"}, "this authority is entered already"),
        ({"code": "XC-CG", "name": "x", "country": "nowhere"}, "nowhere"),
        ({}, "data-bad"),
    ],
)
def test_a_faulty_authority_is_refused(operator: Client, sent: dict[str, str], text: str) -> None:
    assert text in post(operator, "authorities/", **sent)
    assert Authority.objects.count() == 2


def test_keys_rotate_and_are_revoked(operator: Client, scene: Scene) -> None:
    post(operator, "authorities/XN-CDC/")
    first, second = AuthorityKey.objects.filter(authority__code="XN-CDC")
    page = operator.get("/administration/authorities/XN-CDC/").content.decode()
    assert page.count(f"keys/{first.key_id}/revoke/") == 1
    asked = f"/administration/authorities/XN-CDC/keys/{first.key_id}/revoke/"
    assert faults(tree(operator.get(asked).content.decode())) == []
    operator.post(asked)
    first.refresh_from_db()
    assert first.revoked is not None
    assert first.seed is None
    assert second.revoked is None
    assert operator.get(asked).status_code == 404


def test_an_account_is_opened_changed_closed_and_opened_again(operator: Client, scene: Scene) -> None:
    sent = {"username": "xv.9", "number": "V-9", "authority": scene.vesper.authority.pk, "roles": ["analyst"]}
    post(operator, "officers/new/", **sent, clearance=1, password=PASSWORD)
    opened = Officer.objects.get(username="xv.9")
    path = f"officers/{opened.pk}/"
    post(operator, path, action="roles", roles=["laboratory", "analyst"])
    post(operator, path, action="clearance", clearance=3)
    post(operator, path, action="close")
    opened.refresh_from_db()
    assert set(opened.roles) == {"laboratory", "analyst"}
    assert (opened.clearance, opened.is_active) == (Level.CONFIDENTIAL, False)
    assert "too weak" in post(operator, path, action="readmit", password="short")
    post(operator, path, action="readmit", password="two herons over the lock")
    opened.refresh_from_db()
    assert opened.is_active
    assert opened.check_password("two herons over the lock")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"password": "short"}, "too weak"),
        ({"username": "xn-cdc.n-07"}, "this user name is taken"),
        ({"roles": ["king"]}, "king"),
        ({"clearance": "9"}, "data-bad"),
        ({"authority": "0"}, "data-bad"),
    ],
)
def test_a_faulty_account_is_refused(
    operator: Client, scene: Scene, change: dict[str, object], text: str
) -> None:
    sent = {"username": "xv.9", "number": "V-9", "authority": scene.vesper.authority.pk, "roles": ["analyst"]}
    before = Officer.objects.count()
    assert text in post(operator, "officers/new/", **{**sent, "clearance": 1, "password": PASSWORD, **change})
    assert Officer.objects.count() == before


@pytest.mark.parametrize("action", ["close", "roles", "readmit"])
def test_nobody_shuts_out_or_appoints_oneself(operator: Client, action: str) -> None:
    own = Officer.objects.get(number="N-99")
    assert "Another operator has to do this" in post(
        operator, f"officers/{own.pk}/", action=action, roles=["analyst"], password=PASSWORD
    )
    own.refresh_from_db()
    assert (own.roles, own.is_active) == (["operator"], True)


def test_lists_open_grow_and_shrink_with_their_history(operator: Client, scene: Scene) -> None:
    northmark, vesper = scene.northmark.authority, scene.vesper.authority
    post(operator, "lists/", name="pair", title="A pair", owner=northmark.pk, members=[northmark.pk])
    post(operator, "lists/pair/", action="join", authority=vesper.pk)
    assert "is on the list already" in post(operator, "lists/pair/", action="join", authority=vesper.pk)
    page = post(operator, "lists/pair/", leave="XN-CDC")
    assert "1 authority stands on this list" in page
    stays = DistributionList.objects.get(name="pair").memberships
    assert stays.count() == 2
    assert stays.get(authority=vesper).decided_by.number == "N-99"  # type: ignore[union-attr]
    assert operator.post("/administration/lists/pair/", {"leave": "XX-NO"}).status_code == 404


@pytest.mark.parametrize("name", ["public", "Not A Name", "atlantic"])
def test_a_list_needs_a_free_plain_name(operator: Client, scene: Scene, name: str) -> None:
    post(operator, "lists/", name=name, title="x", owner=scene.northmark.authority.pk)
    assert DistributionList.objects.count() == 1


def test_each_change_stands_in_the_log(operator: Client, scene: Scene) -> None:
    post(operator, "lists/atlantic/", leave="XV-POL")
    use = uses(action="administer")[0]
    assert (use.officer, use.subject) == ("XN-CDC N-99", "list atlantic: XV-POL leaves")


def test_others_look_and_change_nothing(northmark: Client, scene: Scene) -> None:
    for path in PAGES[:-1]:
        answer = northmark.get(f"/administration/{path.format(**vars(scene))}")
        assert answer.status_code == 200
        main = tree(answer.content.decode()).all("main")[0]
        forms = [form["class"] for form in main.all("form") if form["method"] == "post"]
        assert forms == ["languages"]
        assert northmark.post(f"/administration/{path.format(**vars(scene))}").status_code in (403, 405)
    assert northmark.get("/administration/node/").status_code == 403


def test_the_state_of_the_node_counts_and_admits_what_is_not_known(operator: Client, scene: Scene) -> None:
    page = tree(operator.get("/administration/node/").content.decode())
    facts = next(node for node in page.all("dl") if node["class"] == "facts")
    rows = dict(zip([n.text for n in facts.all("dt")], [n.text for n in facts.all("dd")], strict=True))
    assert rows["Records"] == "5"
    assert page.all("h1")[0].text == "No backup of this node is on its log"
    assert "not known" in page.text
