"""CAS registry numbers of substances."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier, check_digit_fault


class CasNumber(Identifier):
    """The registry number of a substance, with its check digit."""

    name: ClassVar[str] = "cas"
    called: ClassVar[str] = "a CAS registry number"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[1-9][0-9]{1,6}-[0-9]{2}-[0-9]")
    example: ClassVar[str] = "7732-18-5"

    def joined(self, text: str) -> str:
        """The digits with their two hyphens, without the letters CAS before them."""
        digits = super().joined(text).removeprefix("CAS").removeprefix("RN")
        return f"{digits[:-3]}-{digits[-3:-1]}-{digits[-1:]}"

    def check(self, joined: str, text: str) -> None:
        """The last digit is that of the sum of the others, weighted 1, 2, 3 … from the right."""
        digits = joined.replace("-", "")[-2::-1]
        if sum(weight * int(digit) for weight, digit in enumerate(digits, 1)) % 10 != int(joined[-1]):
            raise check_digit_fault(text)
