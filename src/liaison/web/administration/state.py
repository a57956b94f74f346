"""The state of the node, for who operates it."""

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.state import NodeState, node_state
from liaison.web.frame import page


@requires("node.operate")
def state(request: OfficerRequest) -> HttpResponse:
    """What the node holds, how far its projection reaches, and when it was last verified and backed up."""
    found = node_state()
    return page(
        request, "administration/state.html", state=found, headline=_headline(found), rows=_rows(found)
    )


def _headline(state: NodeState) -> str:
    if state.backed_up is None:
        return _("No backup of this node is on its log")
    if state.verified is None:
        return _("This node was never verified")
    return _("The node is backed up and verified")


def _rows(state: NodeState) -> list[tuple[str, str]]:
    counts = (
        (_("Records"), state.records),
        (_("of which erased"), state.erased),
        (_("Statements"), state.statements),
        (_("covered by the projection"), state.projected),
        (_("waiting for it"), state.waiting),
        (_("Attached files"), state.attachments),
        (_("their bytes"), state.attached),
        (_("Imports"), state.imports),
        (_("Entries of the log"), state.log_entries),
    )
    return [(words, number_format(count, use_l10n=True, force_grouping=True)) for words, count in counts]
