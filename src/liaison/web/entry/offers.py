"""What the form of a record offers to choose from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import Kind, ontology
from liaison.people.requests import OfficerRequest
from liaison.people.selectors import ONLY, allowed_purposes, lists_of, members_of
from liaison.web import naming
from liaison.web.entry.marking import Marking

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Audience:
    """A list that a record may go to, by title, with the authorities that stand on it now."""

    name: str
    title: str
    members: str
    chosen: bool


def kinds() -> list[Kind]:
    """The kinds of which a further thing can be added."""
    listed = (kind for kind in ontology().kinds.values() if not kind.abstract)
    return sorted(listed, key=lambda kind: kind.label(naming.language()).casefold())


def codes(name: str) -> Choices:
    """The codes of a vocabulary with their labels."""
    return [(code, naming.label(code, name)) for code in vocabulary(name).codes]


def grades() -> dict[str, Choices]:
    """What an evaluation consists of."""
    return {
        "source": codes("source_grade"),
        "information": codes("information_grade"),
        "category": codes("category"),
        "nature": natures(),
        "language": [(code, str(words)) for code, words in settings.LANGUAGES],
    }


def natures() -> Choices:
    """Fact or opinion (Directive (EU) 2016/680, Article 7(1))."""
    return [("fact", _("fact")), ("opinion", _("opinion"))]


def audiences(request: OfficerRequest, chosen: list[str]) -> list[Audience]:
    """The own authority alone, the lists it stands on, and what is chosen though it stands there no more."""
    now = datetime.now(UTC)
    own = ONLY + request.officer.authority.code
    named = sorted(lists_of(request.officer.authority, now) - {own})
    titles, names = naming.list_titles(request), naming.authority_names(request)
    gone = [name for name in chosen if name not in (own, *named)]
    offered = [Audience(own, _("This authority only"), names[request.officer.authority.code], own in chosen)]
    for name in (*named, *gone):
        members = sorted(names.get(code, code) for code in members_of(name, now))
        words = ", ".join(members) or _("reaches nobody")
        offered.append(Audience(name, titles.get(name, name), words, name in chosen))
    return offered


def marking(request: OfficerRequest, chosen: Marking) -> dict[str, Any]:
    """What the second step offers."""
    return {
        "basis": codes("legal_basis"),
        "purpose": [(code, naming.label(code, "purpose")) for code in allowed_purposes(request.officer)],
        "purposes": codes("purpose"),
        "level": codes("level"),
        "tlp": [(code, f"TLP:{code.upper()}  {words}") for code, words in codes("tlp")],
        "handling": [(code, f"{code}  {words}") for code, words in codes("handling") if code != "H0"],
        "existence": [choice for choice in codes("existence") if choice[0] != "readable"],
        "audiences": audiences(request, chosen.lists),
    }


def held(request: OfficerRequest) -> Choices:
    """How one field may be held back further than the record."""
    lists = [(f"list:{each.name}", each.title) for each in audiences(request, [])]
    levels = [(f"level:{code}", words) for code, words in codes("level") if code != "open"]
    return [("", _("as the record")), *lists, *levels]
