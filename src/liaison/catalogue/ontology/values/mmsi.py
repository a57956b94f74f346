"""Maritime mobile service identities."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.base import ValueFault
from liaison.catalogue.ontology.values.identifier import Identifier


class Mmsi(Identifier):
    """The nine digits of a radio or AIS transponder (ITU-R M.585); they have no check digit."""

    name: ClassVar[str] = "mmsi"
    called: ClassVar[str] = "an MMSI"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{9}")
    example: ClassVar[str] = "970123456"

    def joined(self, text: str) -> str:
        """The digits, without the letters MMSI before them."""
        return super().joined(text).removeprefix("MMSI")

    def check(self, joined: str, text: str) -> None:
        """One digit nine times is what a transponder sends that nobody has set."""
        if len(set(joined)) == 1:
            raise ValueFault(
                "a transponder that nobody has set sends this", value=text, remedy="Write ? for not known."
            )
