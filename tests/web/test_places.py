import pytest
from django.test import Client
from tests.web.conftest import SignIn
from tests.web.markup import Node, tree
from tests.web.scene import Scene, officer_of

from liaison.people.permissions import capabilities_of
from liaison.web.places import PLACES, Place, open_places, open_url


def names(capabilities: frozenset[str], path: str = "/") -> list[str]:
    return [str(open_place.place.label) for open_place in open_places(capabilities, path)]


def test_place_is_shown_if_one_of_its_pages_is_open() -> None:
    assert names(capabilities_of(["analyst"])) == ["Desk", "Records", "Help"]
    assert names(capabilities_of(["operator"])) == ["Desk", "Administration", "Help"]


def test_page_that_is_not_there_or_not_open_has_no_address() -> None:
    assert open_url("nowhere", capabilities_of(["analyst"])) is None
    assert open_url("search", capabilities_of(["operator"])) is None
    assert open_url("kind", capabilities_of(["analyst"]), kind="Vessel") == "/records/Vessel/"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place.label))
def test_keys_of_places_differ(place: Place) -> None:
    assert [other.key for other in PLACES].count(place.key) == 1


def current(page: Node, navigation: str) -> list[str]:
    (frame,) = [node for node in page.all("nav") if node["class"] == navigation]
    return [node.text for node in frame.all("a") if node["aria-current"]]


@pytest.mark.parametrize(
    ("address", "place", "rail"),
    [
        ("/", ["Desk"], ["What needs me"]),
        ("/account/", ["Desk"], ["Account"]),
        ("/search/", ["Records"], ["Search"]),
        ("/records/", ["Records"], ["All kinds"]),
        ("/records/Vessel/", ["Records"], ["Vessels"]),
        ("/records/Wallet/", ["Records"], []),
        ("/entity/{ship}/", ["Records"], ["Vessels"]),
        ("/help/", ["Help"], ["Keys and words"]),
    ],
)
def test_frame_says_where_the_reader_is(
    northmark: Client, scene: Scene, address: str, place: list[str], rail: list[str]
) -> None:
    page = tree(northmark.get(address.format(**vars(scene))).content.decode())
    assert current(page, "places") == place
    assert current(page, "rail") == rail


def test_refused_page_stands_in_the_frame(scene: Scene, sign_in: SignIn) -> None:
    operator = officer_of(scene.northmark.authority, "N-01", "operator")
    answer = sign_in(operator).get("/search/")
    assert answer.status_code == 403
    assert tree(answer.content.decode()).all("h1")[0].text == "Your roles do not open this page"
