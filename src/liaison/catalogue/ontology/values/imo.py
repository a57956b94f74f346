"""IMO ship numbers."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier, check_digit_fault

_WEIGHTS = range(7, 1, -1)


class ImoNumber(Identifier):
    """The number that a ship keeps through all names and flags (IMO Resolution A.1117(30))."""

    name: ClassVar[str] = "imo"
    called: ClassVar[str] = "an IMO ship number"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{7}")
    example: ClassVar[str] = "9074729"

    def joined(self, text: str) -> str:
        """The digits, without the letters IMO before them."""
        return super().joined(text).removeprefix("IMO")

    def check(self, joined: str, text: str) -> None:
        """The last digit is that of the sum of the others, weighted 7 to 2."""
        weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, joined, strict=False))
        if weighted % 10 != int(joined[-1]):
            raise check_digit_fault(text)
