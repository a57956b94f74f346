"""Numbers of passports and identity cards."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class PassportNumber(Identifier):
    """The number of a travel or identity document; the issuing State is a statement of its own."""

    name: ClassVar[str] = "passport"
    called: ClassVar[str] = "the number of a passport"
    form: ClassVar[re.Pattern[str]] = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,20}")
    example: ClassVar[str] = "XN1234567"
