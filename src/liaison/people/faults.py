"""What is refused about people, keys and tokens."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.kernel.errors import LiaisonError


class PeopleError(LiaisonError):
    """A change to authorities, lists, officers, keys or tokens that cannot be made."""


def check_codes(name: str, codes: Iterable[str]) -> None:
    """Refuse codes that are not in a vocabulary.

    Raises:
        PeopleError: one is not.
    """
    known = vocabulary(name)
    for code in codes:
        if code not in known.codes:
            raise PeopleError(_("this is not in the vocabulary"), value=code, remedy=known.suggestion(code))
