"""States and territories."""

from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import Reading, Value, ValueType

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property


class Country(ValueType):
    """An ISO 3166-1 alpha-2 code, or the ISO 3166-3 code of a State that has ceased, read from any name."""

    name: ClassVar[str] = "country"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:  # noqa: ARG002 - alike for all
        """The code.

        Raises:
            ValueFault: no State is called so, or none was on the day of the reading.
        """
        return Value(vocabulary("country").find(text, reading.moment).code)

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - alike for all
        """The name of the State."""
        return vocabulary("country").label(text, language)
