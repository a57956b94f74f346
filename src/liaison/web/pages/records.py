"""One record, as far as it speaks of one thing and this officer may see it."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.people.requests import OfficerRequest
from liaison.records.provenance import Signature
from liaison.records.seen import Seen
from liaison.records.view import View
from liaison.web import naming, wording
from liaison.web.frame import page, reading


@reading
def record(request: OfficerRequest, view: View, key: str, record: str) -> HttpResponse:
    """Who signed it and when, and each statement with its whole marking."""
    entity = view.entity(key)
    said = [seen for seen in (*entity.statements, *entity.former) if seen.record == record] if entity else []
    if not said:
        raise Http404
    return page(
        request,
        "pages/record.html",
        view=view,
        entity=entity,
        headline=headline(request, said),
        statements=said,
        envelope=envelope(request, view, said),
    )


def headline(request: OfficerRequest, said: list[Seen]) -> str:
    """How much it says, and who says so."""
    author = naming.authority_names(request).get(said[0].author, said[0].author)
    words = ngettext(
        "%(author)s signed %(n)d statement about this",
        "%(author)s signed %(n)d statements about this",
        len(said),
    )
    return words % {"author": author, "n": len(said)}


def envelope(request: OfficerRequest, view: View, said: list[Seen]) -> list[tuple[str, str]]:
    """What is known of the record as a whole."""
    first = said[0]
    signed = view.signature(first.record)
    return [
        (
            _("Signed by"),
            f"{naming.authority_names(request).get(first.author, first.author)} ({first.author})",
        ),
        (_("Signed on"), wording.day_time(first.created)),
        (_("Record"), first.record),
        *(_proof(signed) if signed else ()),
    ]


def _proof(signed: Signature) -> list[tuple[str, str]]:
    holds = _("It does not hold: %(fault)s.") % {"fault": signed.fault} if signed.fault else _("It holds.")
    return [(_("Key"), signed.key_id), (_("Verified now"), holds)]
