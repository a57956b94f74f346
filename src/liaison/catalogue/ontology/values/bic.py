"""Business identifier codes of banks."""

import re
from typing import ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import ValueFault
from liaison.catalogue.ontology.values.identifier import Identifier


class Bic(Identifier):
    """The code of a bank, and of its branch if stated (ISO 9362)."""

    name: ClassVar[str] = "bic"
    called: ClassVar[str] = "a BIC"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
    example: ClassVar[str] = "DEUTDEFF500"

    def check(self, joined: str, text: str) -> None:
        """Its fifth and sixth letter are a country."""
        if joined[4:6] not in vocabulary("country").codes:
            raise ValueFault(
                f"{joined[4:6]} is no country", value=text, remedy=f"Write it like {self.example}."
            )
