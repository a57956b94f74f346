"""Codes from a vocabulary."""

from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import Reading, Value, ValueType

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property


class CodeType(ValueType):
    """A code of the vocabulary that the property names, written as code, label or alias."""

    name: ClassVar[str] = "code"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:
        """The code.

        Raises:
            ValueFault: the list has nothing written so, or not on the day of the reading.
        """
        return Value(vocabulary(prop.vocabulary or "").find(text, reading.moment).code)

    def render(self, text: str, language: str, prop: "Property") -> str:
        """The label of the code."""
        return vocabulary(prop.vocabulary or "").label(text, language)
