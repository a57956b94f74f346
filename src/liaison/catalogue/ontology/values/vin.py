"""Vehicle identification numbers."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class Vin(Identifier):
    """The seventeen characters on the frame of a vehicle (ISO 3779); only some makers use a check digit."""

    name: ClassVar[str] = "vin"
    called: ClassVar[str] = "a vehicle identification number"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
    example: ClassVar[str] = "1M8GDM9AXKP042788, without I, O and Q"
