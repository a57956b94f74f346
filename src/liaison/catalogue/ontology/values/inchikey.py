"""InChIKeys of substances."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class InchiKey(Identifier):
    """The hashed identity of a substance (IUPAC InChI, 27 characters)."""

    name: ClassVar[str] = "inchikey"
    called: ClassVar[str] = "an InChIKey"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")
    example: ClassVar[str] = "XLYOFNOQVPJJNP-UHFFFAOYSA-N"

    def joined(self, text: str) -> str:
        """The key in capitals, with its hyphens and without its name before it."""
        return text.upper().removeprefix("INCHIKEY=")
