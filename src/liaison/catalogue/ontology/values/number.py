"""Plain numbers."""

from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.ontology.values.base import Reading, Value, ValueType
from liaison.catalogue.ontology.values.numerals import read_numeral, show_numeral

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property


class Number(ValueType):
    """A number without a unit, such as a count of persons."""

    name: ClassVar[str] = "number"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:  # noqa: ARG002 - alike for all
        """The number without grouping and idle zeros."""
        numeral = read_numeral(text, reading)
        return Value(numeral, float(numeral))

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - alike for all
        """The number with the marks of the language."""
        return show_numeral(text, language)
