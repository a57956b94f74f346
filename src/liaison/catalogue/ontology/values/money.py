"""Amounts of money."""

import re
from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import Reading, Value, ValueFault, ValueType
from liaison.catalogue.ontology.values.numerals import NUMERAL, read_numeral, show_numeral

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property

_BEHIND = re.compile(rf"({NUMERAL})\s*(\D+)", re.ASCII)
_BEFORE = re.compile(rf"([^\d+-]+?)\s*({NUMERAL})", re.ASCII)
_CENTS = 2


class Money(ValueType):
    """An amount and its currency (ISO 4217): `12500.5 EUR`. The number is the amount."""

    name: ClassVar[str] = "money"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:  # noqa: ARG002 - alike for all
        """The amount without grouping and idle zeros, and the code of the currency.

        Raises:
            ValueFault: there is no amount or no currency, or the amount has two readings.
        """
        behind, before = _BEHIND.fullmatch(text), _BEFORE.fullmatch(text)
        if behind:
            amount, currency = behind[1], behind[2]
        elif before:
            currency, amount = before[1], before[2]
        else:
            raise ValueFault(
                "this is not an amount and a currency", value=text, remedy="Write it like 12500.50 EUR."
            )
        numeral = read_numeral(amount, reading)
        return Value(
            f"{numeral} {vocabulary('currency').find(currency, reading.moment).code}", float(numeral)
        )

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - alike for all
        """The amount with the marks of the language, cents in full, and the currency code."""
        amount, _space, currency = text.partition(" ")
        whole, _point, cents = amount.partition(".")
        padded = f"{whole}.{cents.ljust(_CENTS, '0')}" if cents else whole
        return f"{show_numeral(padded, language)} {currency}"
