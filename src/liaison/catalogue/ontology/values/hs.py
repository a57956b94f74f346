"""Codes of the Harmonized System."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class HsCode(Identifier):
    """Chapter, heading or subheading of the Harmonized System, without national digits."""

    name: ClassVar[str] = "hs"
    called: ClassVar[str] = "an HS code of two, four or six digits (chapters 01 to 97)"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-7])(?:[0-9]{2}){0,2}")
    example: ClassVar[str] = "2915.24"

    def joined(self, text: str) -> str:
        """The digits, without the letters HS before them."""
        return super().joined(text).removeprefix("HS")

    def render(self, text: str, language: str, prop: object) -> str:  # noqa: ARG002 - alike for all
        """The heading, a point, and the subheading."""
        return f"{text[:4]}.{text[4:]}" if len(text) > 4 else text  # noqa: PLR2004 - a heading has four digits
