"""Reference numbers of cases, records and papers, and serial numbers."""

from typing import ClassVar
from unicodedata import normalize

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_LONGEST = 100


class Reference(PlainType):
    """A number that some authority or maker has given, in whatever form it uses: 26-XC-0417."""

    name: ClassVar[str] = "reference"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The number in capitals with single spaces."""
        written = normalize("NFC", " ".join(text.upper().split()))
        if len(written) > _LONGEST or not any(letter.isalnum() for letter in written):
            raise ValueFault(
                "this is not a reference number",
                value=text,
                remedy=f"Write letters and digits, at most {_LONGEST} characters, like 26-XC-0417.",
            )
        return written
