"""The request as a view gets it."""

from django.http import HttpRequest

from liaison.people.models import Officer


class OfficerRequest(HttpRequest):
    """A request whose `OfficerMiddleware` has said who asks; for annotation only, never made.

    In a view that `requires` a capability, `officer` is always there.
    """

    officer: Officer
    purpose: str
    case: str
    capabilities: frozenset[str]
    LANGUAGE_CODE: str
