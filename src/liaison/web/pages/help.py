"""Keys, and what the signs under a value mean."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.web.frame import page
from liaison.web.naming import language


@requires("account.own")
def signs(request: OfficerRequest) -> HttpResponse:
    """The page of help."""
    return page(
        request,
        "pages/help.html",
        key_list=key_list(),
        signs=[
            (_("How sure of the source"), listed("source_grade")),
            (_("How sure of the information"), listed("information_grade")),
            (_("Handling codes"), listed("handling")),
            (_("Traffic Light Protocol"), [(f"TLP:{code.upper()}", words) for code, words in listed("tlp")]),
        ],
    )


def key_list() -> list[tuple[tuple[str, ...], str]]:
    """The keys that pages know, with what each does."""
    return [
        (("/",), _("to the search")),
        (("?",), _("this page")),
        (("g", "d"), _("to the desk")),
        (("g", "o"), _("to the records")),
        (("g", "a"), _("to the administration")),
        (("g", "h"), _("to the help")),
        (("j",), _("next row")),
        (("k",), _("row before")),
        (("Enter",), _("open the row")),
        (("n",), _("new record")),
        (("e",), _("export the list")),
        (("Esc",), _("leave a field, close a menu, go back")),
    ]


def listed(name: str) -> list[tuple[str, str]]:
    """The codes of a vocabulary with their labels."""
    table = vocabulary(name)
    return [(code, table.label(code, language())) for code in table.codes]
