"""Telephone numbers."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.identifier import Identifier


class Phone(Identifier):
    """A telephone number with its country code (ITU-T E.164): at most fifteen digits behind a plus."""

    name: ClassVar[str] = "phone"
    called: ClassVar[str] = "a telephone number with its country code"
    form: ClassVar[re.Pattern[str]] = re.compile(r"\+[1-9][0-9]{6,14}")
    example: ClassVar[str] = "+34 600 123 456"

    def joined(self, text: str) -> str:
        """Plus and digits; 00 before a number means plus."""
        bare = super().joined(text).replace("(0)", "").replace("(", "").replace(")", "")
        return f"+{bare[2:]}" if bare.startswith("00") else bare
