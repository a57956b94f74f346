"""Turns the ways people write dates into ISO 8601."""

import re
from collections.abc import Iterator
from functools import cache

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.faults import ValueFault
from liaison.catalogue.vocabularies import fold

_TIME = (
    r"(?:(?:T|,?\s+(?:a las |às |à )?)(?P<hour>\d{1,2})[:h](?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.\d+)?)?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_WORD = r"(?P<word>[^\W0-9_]{3,})\.?"
_ISO = r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)" + _TIME + ")?"
_YEAR_FIRST = r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2})" + _TIME + ")?"
_YEAR_LAST = r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})" + _TIME
_MONTH_OF_YEAR = r"(?P<month>\d{1,2})[/.](?P<year>\d{4})"
_DAY_AND_WORD = (
    r"(?:(?P<day>\d{1,2})(?:\.|er|º|st|nd|rd|th)?[\s-]?(?:de |of )?)?" + _WORD
    + r",?[\s-]?(?:de |del )?(?P<year>\d{4})" + _TIME
)  # fmt: skip
_WORD_AND_DAY = _WORD + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _TIME
# The date-time group of radio messages, 192340ZNOV26. It names no century; this one is meant.
_RADIO = r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>Z)\s?(?P<word>[A-Z]{3})\s?(?P<short>\d\d)"
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_YEAR = r"(?P<year>\d{4})"
_MONTHS = 12
_FORMS = tuple(
    re.compile(form.replace(r"\d", "[0-9]"), re.IGNORECASE)
    for form in (
        _YEAR, _ISO, _YEAR_FIRST, _YEAR_LAST, _MONTH_OF_YEAR, _DAY_AND_WORD, _WORD_AND_DAY, _RADIO, _COMPACT,
    )
)  # fmt: skip
_INTERVAL = re.compile(r"([0-9]{4}\S*)/([0-9]{4}\S*)|(.+?)\s[–-]\s(.+)")


def iso_form(text: str, *, day_first: bool | None) -> str:
    """The ISO 8601 form of a date or interval, whose day and month may still not exist.

    Raises:
        ValueFault: the text is in no form that is known, or its order of day and month is not.
    """
    interval = _INTERVAL.fullmatch(text)
    points = [part for part in interval.groups() if part] if interval else [text]
    return "/".join(_iso_point(point.strip(), text, day_first=day_first) for point in points)


def _iso_point(point: str, written: str, *, day_first: bool | None) -> str:
    for form in _FORMS:
        if match := form.fullmatch(point):
            parts = {name: part for name, part in match.groupdict().items() if part}
            return "".join(_iso_parts(parts, written, day_first=day_first))
    raise ValueFault(
        "this is not a date",
        value=written,
        remedy="Write it like 2026-11-19, 19 Nov 2026 23:40, 2026-11 or 2026.",
    )


def _iso_parts(parts: dict[str, str], written: str, *, day_first: bool | None) -> Iterator[str]:
    yield parts.get("year") or f"20{parts['short']}"
    month, day = _month_and_day(parts, written, day_first=day_first)
    if month:
        yield f"-{month:0>2}"
    if day:
        yield f"-{day:0>2}"
    if "hour" in parts:
        yield f"T{parts['hour']:0>2}:{parts['minute']}"
        yield f":{parts['second']}" if "second" in parts else ""
        yield _iso_zone(parts.get("zone", ""))


def _month_and_day(parts: dict[str, str], written: str, *, day_first: bool | None) -> tuple[str, str]:
    if "word" in parts:
        return _month_number(parts["word"], written), parts.get("day", "")
    if "one" not in parts:
        return parts.get("month", ""), parts.get("day", "")
    one, two = parts["one"], parts["two"]
    # With points the day comes first wherever points are used.
    if day_first or parts["mark"] == ".":
        return two, one
    if day_first is None:
        raise _order_fault(written, one, two, parts["year"])
    return one, two


def _order_fault(written: str, one: str, two: str, year: str) -> ValueFault:
    readings = [
        f"{year}-{month:0>2}-{day:0>2}" for month, day in ((two, one), (one, two)) if int(month) <= _MONTHS
    ]
    return ValueFault(
        "the order of day and month is not known",
        value=written,
        remedy=f"Write {' or '.join(readings) or 'the month in words'}, or state the order.",
    )


def _iso_zone(zone: str) -> str:
    if not zone or zone[0] not in "+-":
        return "Z" if zone else ""
    return f"{zone[:3]}:{zone[-2:]}"


def _month_number(word: str, written: str) -> str:
    number = _months().get(fold(word))
    if number is None:
        raise ValueFault(
            "this names no month",
            value=written,
            remedy="Write the month in words or as a number, like 2026-11.",
        )
    return number


@cache
def _months() -> dict[str, str]:
    return {spelling: codes[0].code for spelling, codes in vocabulary("month").spellings.items()}
