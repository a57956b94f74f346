"""Records in the making: kept between sessions, seen by their officer only, gone once signed.

What a draft holds is the form as its officer left it, faults and all; only the face that made the form
reads it. No View opens a draft, so nothing here is ever part of anybody's picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison.kernel.canonical import canonical
from liaison.records.models import Draft
from liaison.records.payload import RecordError

if TYPE_CHECKING:
    from liaison.people.models import Officer

LARGEST = 1024 * 1024  # bytes of a draft in canonical JSON
MOST = 200  # drafts of one officer


def save_draft(*, officer: Officer, body: dict[str, Any], draft: Draft | None = None) -> Draft:
    """Keep a form as it stands: a new draft, or in the place of what ``draft`` held.

    Raises:
        RecordError: it is larger than 1 MiB, or the officer keeps too many drafts already.
    """
    size = len(canonical(body))
    if size > LARGEST:
        raise RecordError(
            f"a draft has at most {LARGEST} bytes", value=size, remedy="Split it into several records."
        )
    if draft is None:
        draft = _begin(officer)
    draft.body = body
    draft.save()
    return draft


def _begin(officer: Officer) -> Draft:
    kept = Draft.objects.filter(officer=officer).count()
    if kept >= MOST:
        raise RecordError(
            "you keep this many drafts", value=kept, remedy="Sign or drop some before beginning another."
        )
    return Draft(officer=officer)


def open_draft(*, officer: Officer, number: int) -> Draft | None:
    """Return a draft of this officer; None both for “not there” and for “somebody else's”."""
    return Draft.objects.filter(officer=officer, pk=number).first()


def drop_draft(*, draft: Draft) -> None:
    """Forget a draft: it was signed, or its officer gave it up."""
    draft.delete()


def drafts_of(officer: Officer) -> tuple[Draft, ...]:
    """The drafts of an officer, the one touched last at the front."""
    return tuple(Draft.objects.filter(officer=officer).order_by("-changed"))
