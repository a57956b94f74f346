"""International bank account numbers."""

import re
from typing import ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import ValueFault
from liaison.catalogue.ontology.values.identifier import Identifier, check_digit_fault

_DIVISOR = 97


class Iban(Identifier):
    """An account number with country and two check digits (ISO 13616, ISO 7064 MOD 97-10)."""

    name: ClassVar[str] = "iban"
    called: ClassVar[str] = "an IBAN"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
    example: ClassVar[str] = "GB82 WEST 1234 5698 7654 32"

    def joined(self, text: str) -> str:
        """The characters, without the letters IBAN before them."""
        return super().joined(text).removeprefix("IBAN")

    def check(self, joined: str, text: str) -> None:
        """Its country exists, and with its first four characters behind it leaves 1 modulo 97."""
        if joined[:2] not in vocabulary("country").codes:
            raise ValueFault(
                f"{joined[:2]} is no country", value=text, remedy=f"Write it like {self.example}."
            )
        if int("".join(str(int(letter, 36)) for letter in joined[4:] + joined[:4])) % _DIVISOR != 1:
            raise check_digit_fault(text)

    def render(self, text: str, language: str, prop: object) -> str:  # noqa: ARG002 - alike for all
        """Groups of four, as on paper."""
        return " ".join(text[place : place + 4] for place in range(0, len(text), 4))
