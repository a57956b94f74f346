"""What codes are called on a page, in the reader's language."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import Kind
from liaison.kernel.policy import Handling, Policy
from liaison.people.models import Authority, DistributionList

_ONE_AUTHORITY = "only:"


def language() -> str:
    """The language of the page, as two letters."""
    return (get_language() or "en")[:2]


def one(kind: Kind) -> str:
    """The name of one thing of a kind, as it stands inside a sentence."""
    return _inside(kind.label(language()))


def several(kind: Kind) -> str:
    """The name of several things of a kind, as it stands inside a sentence."""
    return _inside(kind.plural(language()))


def _inside(words: str) -> str:
    """The words with a small first letter, unless they begin with an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def label(code: str, name: str) -> str:
    """The label of a code of a vocabulary; the code itself where the vocabulary no longer has it."""
    listed = vocabulary(name)
    return listed.label(code, language()) if code in listed.codes else code


def authority_names(request: HttpRequest) -> Mapping[str, str]:
    """Names of authorities by code, read once a request."""
    if "authority_names" not in request.__dict__:
        request.__dict__["authority_names"] = dict(Authority.objects.values_list("code", "name"))
    names: Mapping[str, str] = request.__dict__["authority_names"]
    return names


def list_titles(request: HttpRequest) -> Mapping[str, str]:
    """Titles of distribution lists by name, read once a request."""
    if "list_titles" not in request.__dict__:
        request.__dict__["list_titles"] = dict(DistributionList.objects.values_list("name", "title"))
    titles: Mapping[str, str] = request.__dict__["list_titles"]
    return titles


def audience(request: HttpRequest, policy: Policy) -> list[str]:
    """Whom a marking reaches, in words; empty for the public."""
    if policy.nobody:
        return [_("nobody")]
    return sorted(_audience_title(request, name) for name in policy.audience)


def _audience_title(request: HttpRequest, name: str) -> str:
    if name.startswith(_ONE_AUTHORITY):
        code = name.removeprefix(_ONE_AUTHORITY)
        return _("%(authority)s only") % {"authority": authority_names(request).get(code, code)}
    return list_titles(request).get(name, name)


def handling_words(policy: Policy) -> list[tuple[Handling, str]]:
    """The handling codes of a marking, each with what it asks; H3 with the author's own words."""
    words = {code: label(code.value, "handling") for code in policy.handling}
    if policy.conditions:
        words[Handling.H3] = "; ".join(sorted(policy.conditions))
    return sorted(words.items())
