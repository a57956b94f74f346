"""The places in the head of a page and the rail of each: only what exists and is open to the reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liaison.catalogue.ontology import ontology
from liaison.people.permissions import Access, access
from liaison.web.naming import language


@dataclass(frozen=True, slots=True)
class Link:
    """A page by the name of its URL; a list of a kind is called as the ontology calls it."""

    name: str
    label: str | Promise = ""
    kwargs: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of the link."""
        return (
            ontology().kind(self.kwargs["kind"]).plural(language())
            if "kind" in self.kwargs
            else str(self.label)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A word in the head: the key that follows `g`, the paths under it, and its rail by headings."""

    label: str | Promise
    key: str
    under: tuple[str, ...]
    rail: tuple[tuple[str | Promise, tuple[Link, ...]], ...]
    last: bool = False

    def holds(self, path: str) -> bool:
        """Whether a page belongs here."""
        return any(path == prefix or (prefix != "/" and path.startswith(prefix)) for prefix in self.under)


def _kinds(*names: str) -> tuple[Link, ...]:
    return tuple(Link("kind", kwargs={"kind": name}) for name in names)


PLACES = (
    Place(
        _("Desk"),
        "d",
        ("/", "/drafts/", "/account/"),
        (
            (_("Desk"), (Link("home", _("What needs me")), Link("drafts", _("My drafts")))),
            (_("Me"), (Link("account", _("Account")), Link("tokens", _("Access tokens")))),
        ),
    ),
    Place(
        _("Records"),
        "o",
        ("/search/", "/records/", "/entity/", "/record/", "/import/"),
        (
            (
                _("Find"),
                (
                    Link("search", _("Search")),
                    *_kinds("Seizure", "Vessel", "Person", "Organisation"),
                    Link("kinds", _("All kinds")),
                ),
            ),
            (_("Add"), (Link("entry", _("New record")), Link("imports", _("Import")))),
        ),
    ),
    Place(
        _("Administration"),
        "a",
        ("/administration/", "/audit/"),
        (
            (
                _("Who"),
                (
                    Link("officers", _("Officers")),
                    Link("authorities", _("Authorities")),
                    Link("lists", _("Distribution lists")),
                ),
            ),
            (_("What happened"), (Link("audit", _("Audit")), Link("retention", _("Retention")))),
            (_("Node"), (Link("node_state", _("State of the node")),)),
        ),
        last=True,
    ),
    Place(_("Help"), "h", ("/help/",), ((_("Help"), (Link("help", _("Keys and words")),)),), last=True),
)


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that the reader may follow, and whether it is the page being read."""

    text: str
    url: str
    here: bool


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place of which at least one page is open to the reader."""

    place: Place
    here: bool
    groups: tuple[tuple[str | Promise, tuple[OpenLink, ...]], ...]

    @property
    def url(self) -> str:
        """The first page of the place."""
        return self.groups[0][1][0].url


def open_places(capabilities: frozenset[str], path: str) -> Iterator[OpenPlace]:
    """The places to show to somebody with these capabilities on the page at `path`."""
    for place in PLACES:
        groups = [(heading, tuple(_open(links, capabilities, path))) for heading, links in place.rail]
        if found := tuple((heading, links) for heading, links in groups if links):
            yield OpenPlace(place, place.holds(path), found)


def _open(links: tuple[Link, ...], capabilities: frozenset[str], path: str) -> Iterator[OpenLink]:
    for link in links:
        url = open_url(link.name, capabilities, **link.kwargs)
        if url is not None:
            yield OpenLink(link.text, url, here=url == path)


def open_url(name: str, capabilities: frozenset[str], **kwargs: str) -> str | None:
    """The address of a page if there is one of that name and the reader may open it."""
    try:
        url = reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return None
    return url if access(resolve(url).func, "GET", capabilities) is Access.OPEN else None
