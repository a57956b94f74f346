"""Quantities with their unit."""

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import Code, vocabulary
from liaison.catalogue.ontology.values.base import Reading, Value, ValueFault, ValueType
from liaison.catalogue.ontology.values.numerals import NUMERAL, read_numeral, show_numeral

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property

_SIMPLE = re.compile(r"(\d+(?:\.\d+)?) ([^\d\s].*)", re.ASCII)
_ANY = re.compile(rf"({NUMERAL})\s*(\D.*)?", re.ASCII)
# “5.0 100 gram”: no blank groups digits behind a decimal mark, so the figure belongs to the unit.
_UNIT_WITH_FIGURE = re.compile(r"(\d+[.,]\d+) (\d.*)", re.ASCII)


class Quantity(ValueType):
    """A magnitude and a unit of the list “unit”: `1.5 kg`, `490 tablet`.

    The number is the magnitude in the base unit of the dimension (kilogram, litre, square metre, metre,
    hour, one piece), or None for a unit that has no exact size.
    """

    name: ClassVar[str] = "quantity"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:
        """The magnitude without idle zeros, and the code of the unit.

        Raises:
            ValueFault: there is no number or no unit, the number is negative or has two readings, or the
                unit measures another dimension than the property.
        """
        numeral, unit = self._parts(text, reading)
        if prop.dimension and unit.text("dimension") != prop.dimension:
            raise _wrong_dimension(text, unit, prop.dimension)
        if numeral[0] == "-":
            raise ValueFault("a quantity is not negative", value=text, remedy="Write it without the minus.")
        factor = unit.number("factor")
        return Value(f"{numeral} {unit.code}", None if factor is None else float(numeral) * factor)

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - alike for all
        """The magnitude with the marks of the language, and the symbol or name of the unit."""
        numeral, _space, unit = text.partition(" ")
        code = vocabulary("unit").codes[unit]
        return f"{show_numeral(numeral, language)} {code.text('symbol') or code.labels[language]}"

    def _parts(self, text: str, reading: Reading) -> tuple[str, Code]:
        simple = _SIMPLE.fullmatch(text)
        if simple:
            return read_numeral(simple[1], reading), vocabulary("unit").find(simple[2])
        match = _UNIT_WITH_FIGURE.fullmatch(text) or _ANY.fullmatch(text)
        if not match:
            raise ValueFault("this is not a number and a unit", value=text, remedy="Write it like 1.5 kg.")
        if not match[2]:
            raise ValueFault(
                "the unit is missing",
                value=text,
                remedy=f"Write it behind the number, like {match[1]} kg; if nobody stated it, “unstated”.",
            )
        return read_numeral(match[1], reading), vocabulary("unit").find(match[2])


def _wrong_dimension(text: str, unit: Code, dimension: str) -> ValueFault:
    wanted = vocabulary("dimension").label(dimension, "en")
    return ValueFault(
        f"{unit.labels['en']} does not measure {wanted}",
        value=text,
        remedy=f"Use one of: {', '.join(_units_of(dimension))}.",
    )


@cache
def _units_of(dimension: str) -> tuple[str, ...]:
    units = vocabulary("unit").codes.values()
    return tuple(unit.code for unit in units if unit.text("dimension") == dimension)
