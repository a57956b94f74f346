"""Words and figures of a page, in the reader's language: days, moments, markings, grades."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from liaison.catalogue.ontology.values import VALUE_TYPES
from liaison.kernel.policy import Policy
from liaison.records.seen import Seen
from liaison.web.naming import label, language

_DAY = "j M Y"
_DAY_TIME = "j M Y H:i"


def day(moment: date) -> str:
    """A day as 21 Nov 2026."""
    return formats.date_format(moment, _DAY)


def day_time(moment: datetime) -> str:
    """A moment in UTC as 21 Nov 2026 04:12 UTC."""
    return f"{formats.date_format(timezone.localtime(moment, UTC), _DAY_TIME)} UTC"


def observed(seen: Seen) -> str:
    """When a statement was observed, as precisely as its source said."""
    return VALUE_TYPES["date"].show(seen.observed, language(), seen.term) if seen.observed else ""


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
