"""Registration plates."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class Plate(Identifier):
    """The marks on the plate of a vehicle or the hull of an aircraft, in the script of the plate."""

    name: ClassVar[str] = "plate"
    called: ClassVar[str] = "a registration plate"
    form: ClassVar[re.Pattern[str]] = re.compile(r"[^\W_]{2,12}")
    example: ClassVar[str] = "XN 482 KLM"
