"""Numbers of mobile devices."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier, check_digit_fault


class Imei(Identifier):
    """The number of a mobile device with its check digit (3GPP TS 23.003, Luhn)."""

    name: ClassVar[str] = "imei"
    called: ClassVar[str] = "an IMEI with its check digit"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{15}")
    example: ClassVar[str] = "490154203237518"

    def check(self, joined: str, text: str) -> None:
        """The digits, every second one doubled, sum up to a multiple of ten."""
        doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(joined))
        if sum(value // 10 + value % 10 for value in doubled) % 10:
            raise check_digit_fault(text)
