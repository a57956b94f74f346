"""Dates as exactly as they are known: a year, a month, a day, a minute, a second, or an interval."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import Reading, Value, ValueFault, ValueType
from liaison.catalogue.ontology.values.written_dates import iso_form

if TYPE_CHECKING:
    from liaison.catalogue.ontology.kinds import Property

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_DAY = timedelta(days=1)
_BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a date: its canonical text and its first moment."""

    text: str
    start: datetime


class DateType(ValueType):
    """A date with its precision, in the forms of ISO 8601: `2014`, `2014-03`, `2014-03-05T23:40Z`.

    A time with a zone is kept in UTC with Z; a time whose zone nobody stated is kept without.
    An interval joins two dates: `2014-03/2014-05`. The number is days since 1970-01-01 at its start.
    """

    name: ClassVar[str] = "date"

    def parse(self, text: str, reading: Reading, prop: "Property") -> Value:  # noqa: ARG002 - alike for all
        """The ISO form.

        Raises:
            ValueFault: it is no date, 03/04/2016 without a known order, or an interval that ends first.
        """
        if _DAY.fullmatch(text):
            return Value(text, float(_day(text).toordinal() - _EPOCH.toordinal()))
        iso = text if _POINT.fullmatch(text) else iso_form(text, day_first=reading.day_first)
        start, slash, end = iso.partition(_BETWEEN)
        first = _point(start, text)
        if not slash:
            return Value(first.text, _days(first))
        last = _point(end, text)
        if _end_before_start(first, last):
            raise ValueFault("this ends before it begins", value=text, remedy=f"Write {end}/{start}.")
        return Value(f"{first.text}/{last.text}", _days(first))

    def render(self, text: str, language: str, prop: "Property") -> str:  # noqa: ARG002 - alike for all
        """The date with the month in words: 19 Nov 2026, 23:40 UTC."""
        return " – ".join(_shown(point, language) for point in text.split(_BETWEEN))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _no_such_day(text) from None


def _point(text: str, written: str) -> _Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise ValueFault(
            "this is not a date",
            value=written,
            remedy="Write it like 2026-11-19, 19 Nov 2026 23:40, 2026-11 or 2026.",
        )
    parts = {name: int(part) for name, part in match.groupdict().items() if part and name != "zone"}
    try:
        start = datetime(**({"month": 1, "day": 1} | parts), tzinfo=_zone(match["zone"]))
        start = start.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _no_such_day(written) from None
    if not match["zone"]:
        return _Point(text, start)
    precision = "seconds" if match["second"] else "minutes"
    return _Point(start.replace(tzinfo=None).isoformat(timespec=precision) + "Z", start)


def _zone(written: str | None) -> timezone:
    if written in (None, "Z"):
        return UTC
    hours, minutes = int(written[1:3]), int(written[4:])
    return timezone((-1 if written[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _end_before_start(first: _Point, last: _Point) -> bool:
    shared = min(len(first.text), len(last.text))
    return last.start < first.start and first.text[:shared] != last.text[:shared]


def _days(point: _Point) -> float:
    return (point.start - _EPOCH) / _ONE_DAY


def _no_such_day(written: str) -> ValueFault:
    return ValueFault(
        "the calendar or the clock has no such moment",
        value=written,
        remedy="Check day, month, hour and zone.",
    )


def _shown(point: str, language: str) -> str:
    day, _t, time = point.partition("T")
    year, *rest = day.split("-")
    month = _month(rest[0], language) if rest else ""
    shown = " ".join(part for part in (rest[1].lstrip("0") if len(rest) > 1 else "", month, year) if part)
    return f"{shown}, {time.removesuffix('Z')}{' UTC' if time.endswith('Z') else ''}" if time else shown


def _month(number: str, language: str) -> str:
    return vocabulary("month").codes[number].text("short", language)
