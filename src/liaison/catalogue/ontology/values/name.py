"""Names of persons, ships, firms and places."""

from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_LONGEST = 500


class Name(PlainType):
    """A name in its own script and case, on one line."""

    name: ClassVar[str] = "name"
    searchable: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The name with single spaces."""
        if len(text) > _LONGEST:
            raise ValueFault(
                f"this has {len(text)} characters, more than a name has",
                value=text,
                remedy=f"Write at most {_LONGEST}; put the rest into a note.",
            )
        if not any(letter.isalnum() for letter in text):
            raise ValueFault("this has no letter and no digit", value=text, remedy="Write the name, or ?.")
        return " ".join(text.split())
