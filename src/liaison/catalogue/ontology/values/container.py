"""Numbers of freight containers."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier, check_digit_fault

# ISO 6346 leaves out the multiples of 11, so that no letter weighs nothing.
_LETTER_VALUES = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (value for value in range(10, 39) if value % 11), strict=True)
)


class ContainerNumber(Identifier):
    """Owner, category, serial number and check digit of a container (ISO 6346).

    The check digit misses about one wrong character in seventy, so it corrects nothing.
    """

    name: ClassVar[str] = "container"
    called: ClassVar[str] = "a container number"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z]{3}[UJZR][0-9]{7}")
    example: ClassVar[str] = "CSQU3054383"

    def check(self, joined: str, text: str) -> None:
        """The last digit is the sum of the others, weighted 1, 2, 4, 8 …, modulo 11 and 10."""
        values = (_LETTER_VALUES.get(letter) or int(letter) for letter in joined[:-1])
        if sum(value << place for place, value in enumerate(values)) % 11 % 10 != int(joined[-1]):
            raise check_digit_fault(text)
