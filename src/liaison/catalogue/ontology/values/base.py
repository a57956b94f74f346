"""What every value type is: a way from written text to one canonical text, and from there to a reader."""

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.faults import ValueFault

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property

__all__ = ["UNKNOWN", "PlainType", "Reading", "Value", "ValueFault", "ValueType", "tidy"]

UNKNOWN = "?"
"""The canonical text of an explicit “not known”, which every type allows."""

# These turn the order of the letters around on the screen: what is read is not what is signed.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is signed, stored and compared.

    `number` sorts it where its type can: a date gives days since 1970-01-01 (start of the interval),
    a quantity its magnitude in the base unit of its dimension, money its amount.
    """

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read raw text.

    `decimal_mark` is "." or "," where the source is known to use it; "" refuses what both could mean.
    `day_first` None refuses 03/04/2016; `moment` is the day on which a name or code must have held.
    """

    language: str = "en"
    decimal_mark: str = ""
    day_first: bool | None = None
    moment: date | None = None


class ValueType(ABC):
    """One type of value. A type has no state: its instance serves every property that has it.

    `searchable` types give their words to the search; the words of a vocabulary are not among them,
    because a search finds a code by `Vocabulary.find`. An `identifier` is found whole, never listed,
    and never shown otherwise than it is written.
    """

    name: ClassVar[str]
    searchable: ClassVar[bool] = False
    identifier: ClassVar[bool] = False

    def read(self, raw: str, reading: Reading, prop: "Property") -> Value:
        """The value that a text means.

        Raises:
            ValueFault: the type cannot read the text; the remedy names what it could read.
        """
        text = tidy(raw)
        if text.casefold() in _words_for_unknown():
            return Value(UNKNOWN)
        return self.parse(text, reading, prop)

    def show(self, text: str, language: str, prop: "Property") -> str:
        """A canonical text for a reader of that language."""
        if text == UNKNOWN:
            return vocabulary("absence").label("unknown", language)
        return self.render(text, language, prop)

    @abstractmethod
    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:
        """The value of a tidy text that is neither empty nor a word for “unknown”."""

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - types that differ use them
        """The canonical text for a reader; as it stands, unless the type knows better."""
        return text


class PlainType(ValueType):
    """A type that reads alike from every source and for every property."""

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:  # noqa: ARG002 - neither matters here
        """The value of a tidy text."""
        return Value(self.canonical(text))

    @abstractmethod
    def canonical(self, text: str) -> str:
        """The canonical text of a tidy text."""


def tidy(raw: str) -> str:
    """The text in Unicode NFC without blanks at its ends.

    Raises:
        ValueFault: nothing is left, or a character could not be stored or would mislead a reader.
    """
    text = raw.strip()
    if not text:
        raise ValueFault("nothing is written here", remedy="Write a value, or ? if it is not known.")
    if text.isascii() and text.isprintable():
        return text
    for letter in text:
        if _misleads(letter):
            raise ValueFault(
                f"the character U+{ord(letter):04X} cannot be kept",
                value=text.encode("ascii", "backslashreplace").decode(),
                remedy="Delete it: it is a control character, or turns the writing direction.",
            )
    return unicodedata.normalize("NFC", text)


def _misleads(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category == "Cs" or (category == "Cc" and not letter.isspace()) or letter in _TURNING


@cache
def _words_for_unknown() -> frozenset[str]:
    code = vocabulary("absence").codes["unknown"]
    return frozenset(word.casefold() for word in (UNKNOWN, *code.labels.values(), *code.aliases))
