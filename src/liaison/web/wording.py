"""Words and figures of a page, in the reader's language: days, moments, markings, grades."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from liaison.catalogue.ontology import Property, ontology
from liaison.kernel.policy import Policy
from liaison.records.seen import Seen
from liaison.web.naming import label, language


@cache
def date_term() -> Property:
    """A property of type date: how a day is read and shown does not depend on which."""
    return next(term for term in ontology().properties.values() if term.type.name == "date")


def day(moment: date) -> str:
    """A day as 21 Nov 2026."""
    return date_term().show(moment.isoformat()[:10], language())


def day_time(moment: datetime) -> str:
    """A moment in UTC as 21 Nov 2026, 04:12 UTC."""
    return date_term().show(f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}", language())


def observed(seen: Seen) -> str:
    """When a statement was observed, as precisely as its source said."""
    return date_term().show(seen.observed, language()) if seen.observed else ""


def level_code(policy: Policy) -> str:
    """The level as the vocabulary and the stylesheet write it."""
    return policy.level.name.lower()


def marking_words(policy: Policy) -> dict[str, Any]:
    """What a badge and a band say of level and TLP."""
    return {
        "level": level_code(policy),
        "level_label": label(level_code(policy), "level"),
        "tlp": policy.tlp.name.lower().replace("_", "-"),
        "tlp_label": policy.tlp.label,
    }


def grade_words(source: str, information: str) -> str:
    """A 4x4 evaluation in words."""
    return _("source: %(source)s; information: %(information)s") % {
        "source": label(source, "source_grade"),
        "information": label(information, "information_grade"),
    }
