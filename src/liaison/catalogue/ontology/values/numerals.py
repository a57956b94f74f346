"""Numbers as people write them: what “1.105,0” can mean, and how each language prints it."""

import re
from decimal import Decimal

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.faults import ValueFault
from liaison.catalogue.ontology.values.base import Reading

NUMERAL = r"[+-]?\d(?:[\d.,'’\u00a0\u2009\u202f ]*\d)?(?:[eE][+-]?\d{1,2})?"
"""A pattern for whatever may be a number; `read_numeral` decides whether it is one."""

_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)*|\d+(?:\.\d+)?[eE][+-]?\d{1,2})", re.ASCII)
_BLANKS = re.compile(r"['’\u00a0\u2009\u202f ]")
_BLANK_GROUPS = re.compile(
    r"[+-]?\d{1,3}(?:(?P<mark>['’\u00a0\u2009\u202f ])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII
)
_GROUPS = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", re.ASCII) for mark in ".,"}
_GROUP_OR_FRACTION = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_LONGEST = 60


def read_numeral(text: str, reading: Reading) -> str:
    """A number without grouping, with a point, and without idle zeros: `1105`, `1.105`, `-0.5`.

    Raises:
        ValueFault: it is no number, or it could be two; the remedy then names both.
    """
    if len(text) <= _LONGEST and reading.decimal_mark != "," and _PLAIN.fullmatch(text):
        return _without_idle_zeros(text)
    joined = _BLANKS.sub("", text) if _BLANK_GROUPS.fullmatch(text) else text
    if len(joined) > _LONGEST or not _NUMBER.fullmatch(joined):
        raise _not_a_number(text)
    numeral = format(Decimal(_pointed(joined, reading.decimal_mark, text)), "f")
    if len(numeral) > _LONGEST:
        raise _not_a_number(text)
    return _without_idle_zeros(numeral)


def show_numeral(text: str, language: str) -> str:
    """A canonical number with the decimal and grouping marks of a language."""
    marks = vocabulary("language").codes[language]
    whole, _point, fraction = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", marks.text("grouping"))
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped}{marks.text('decimal')}{fraction}" if fraction else f"{sign}{grouped}"


def _pointed(text: str, mark: str, written: str) -> str:
    """The text with a point as its only mark, once it is clear which mark is the decimal one."""
    if mark:
        return _ungrouped(text, mark, written)
    points, commas = text.count("."), text.count(",")
    if _GROUP_OR_FRACTION.fullmatch(text) or (points == 1 and commas == 1):
        raise _two_readings(text, written)
    if points > 1 or (commas == 1 and not points):
        return _ungrouped(text, ",", written)
    return _ungrouped(text, ".", written)


def _ungrouped(text: str, mark: str, written: str) -> str:
    grouping = "," if mark == "." else "."
    whole, _mark, fraction = text.partition(mark)
    grouped = grouping not in whole or _GROUPS[grouping].fullmatch(whole)
    if not grouped or grouping in fraction or mark in fraction:
        raise ValueFault(
            f"with “{mark}” as decimal mark this is not a number",
            value=written,
            remedy=f"Write it without grouping, like 1105{mark}5.",
        )
    return f"{whole.replace(grouping, '')}.{fraction}" if fraction else whole.replace(grouping, "")


def _not_a_number(text: str) -> ValueFault:
    return ValueFault(
        f"this is not a number of at most {_LONGEST} characters",
        value=text,
        remedy="Write it like 1105 or 1.105.",
    )


def _two_readings(text: str, written: str) -> ValueFault:
    readings = {text.replace(",", ""), text.replace(".", "").replace(",", ".")}
    either = " or ".join(sorted(map(_without_idle_zeros, readings), key=float, reverse=True))
    return ValueFault("this can be read in two ways", value=written, remedy=f"Write {either}.")


def _without_idle_zeros(number: str) -> str:
    bare = number.lstrip("+-0")
    if "." in bare:
        bare = bare.rstrip("0").rstrip(".")
    if not bare or bare[0] == ".":
        bare = f"0{bare}"
    return f"-{bare}" if number[0] == "-" and bare != "0" else bare
