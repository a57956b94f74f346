"""What identifiers have in common."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_PUNCTUATION = re.compile(r"[\s./\u2010-\u2015-]+")


class Identifier(PlainType):
    """Letters and digits in a fixed form, often with a check digit.

    A check that holds is no proof: two mistakes can cancel out, and a real number can be on a wrong thing.
    """

    identifier: ClassVar[bool] = True
    called: ClassVar[str]
    """What it is, with its article, as in “this is not …”."""
    form: ClassVar[re.Pattern[str]]
    """The form of its canonical text."""
    example: ClassVar[str]

    def canonical(self, text: str) -> str:
        """The identifier in its one form."""
        joined = self.joined(text)
        if not self.form.fullmatch(joined):
            raise ValueFault(
                f"this is not {self.called}", value=text, remedy=f"Write it like {self.example}."
            )
        self.check(joined, text)
        return joined

    def joined(self, text: str) -> str:
        """The text in capitals without blanks, points, hyphens and slashes."""
        return _PUNCTUATION.sub("", text).upper()

    def check(self, joined: str, text: str) -> None:
        """Refuses a text of the right form that breaks a further rule of its standard."""


def check_digit_fault(text: str) -> ValueFault:
    """The fault of a check digit that does not hold."""
    return ValueFault(
        "the check digit does not hold", value=text, remedy="Compare each character with the source."
    )
