"""Coordinates as people write them, and the geo URI (RFC 5870) that they become."""

import math
import re
from decimal import Decimal

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.faults import ValueFault
from liaison.catalogue.ontology.values.numerals import show_numeral

_HALF = r"[0-9][0-9.°º'′’\"″”:\s-]{0,20}"
_URI = re.compile(
    r"geo:(?P<lat>-?[0-9]{1,2}(?:\.[0-9]{1,7})?),(?P<lon>-?[0-9]{1,3}(?:\.[0-9]{1,7})?)(?:;u=(?P<u>[0-9]{1,8}))?(?!\S)"
)
# O is the west of Spanish, French and Portuguese.
_LETTERS_BEHIND = re.compile(
    rf"(?<!\S)(?P<lat>{_HALF})(?P<ns>[NS])[,;/\s]{{0,3}}(?P<lon>{_HALF})(?P<ew>[EWO])(?!\w)"
)
_LETTERS_BEFORE = re.compile(
    rf"(?<!\S)(?P<ns>[NS])\s?(?P<lat>{_HALF})[,;/\s]{{0,3}}(?P<ew>[EWO])\s?(?P<lon>{_HALF})(?!\w)"
)
_SIGNED = re.compile(r"^(?P<lat>-?[0-9]{1,2}\.[0-9]{1,7})\s?[,;\s]\s?(?P<lon>-?[0-9]{1,3}\.[0-9]{1,7})$")
_PART = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_METRES_OF_A_DEGREE = 111_320
# How many of a part make a degree, and the decimals that keep a whole one apart from its neighbours.
_SCALES = ((1, 0), (60, 3), (3600, 5))
_SIXTY = 60
_LIMITS = {"lat": 90, "lon": 180}
_KILOMETRE = 1_000


def split_coordinates(text: str) -> tuple[str, str]:
    """The text without its coordinates, and these as a geo URI; empty if there are none.

    Raises:
        ValueFault: the coordinates lie on no map, or there are two of them.
    """
    for form in (_URI, _SIGNED, _LETTERS_BEHIND, _LETTERS_BEFORE):
        if match := form.search(text):
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            if "geo:" in rest:
                raise ValueFault("there are several coordinates here", value=text, remedy="State one place.")
            return rest, _geo_uri(match)
    if "geo:" in text:
        raise ValueFault(
            "this geo URI cannot be read", value=text, remedy="Write it like geo:54.2,7.9;u=1000."
        )
    return text, ""


def show_coordinates(text: str, language: str) -> str:
    """The text with its geo URI as degrees and uncertainty: 54.2° N 7.9° E, within 12 km."""
    return _URI.sub(lambda match: _shown(match, language), text)


def _shown(match: re.Match[str], language: str) -> str:
    metres = int(match["u"])
    near = f"{math.ceil(metres / _KILOMETRE)} km" if metres >= _KILOMETRE else f"{metres} m"
    within = vocabulary("phrase").label("within", language)
    return f"{_half(match['lat'], 'NS', language)} {_half(match['lon'], 'EW', language)}, {within} {near}"


def _half(degrees: str, letters: str, language: str) -> str:
    letter = letters[degrees.startswith("-")]
    shown = vocabulary("phrase").label(f"hemisphere-{letter.lower()}", language)
    return f"{show_numeral(degrees.removeprefix('-'), language)}° {shown}"


def _geo_uri(match: re.Match[str]) -> str:
    groups = match.groupdict()
    halves = {axis: _degrees(groups[axis], match[0]) for axis in _LIMITS}
    for axis, letter in (("lat", groups.get("ns")), ("lon", groups.get("ew"))):
        degrees, metres = halves[axis]
        if abs(degrees) > _LIMITS[axis]:
            raise ValueFault(
                f"a degree beyond {_LIMITS[axis]} lies on no map",
                value=match[0],
                remedy="Write latitude first, then longitude, like 54.2 N 7.9 E.",
            )
        if letter in ("S", "W", "O"):
            halves[axis] = (-degrees, metres)
    uncertainty = groups.get("u") or max(metres for _degrees, metres in halves.values())
    lat, lon = (
        f"{degrees:f}".removeprefix("-" if not degrees else "") for degrees, _metres in halves.values()
    )
    return f"geo:{lat},{lon};u={int(uncertainty)}"


def _degrees(written: str, whole: str) -> tuple[Decimal, int]:
    """Decimal degrees with as many digits as were meant, and the metres that the last written place spans."""
    parts = _PART.findall(written)
    if (
        len(parts) > len(_SCALES)
        or any("." in part for part in parts[:-1])
        or any(float(part) >= _SIXTY for part in parts[1:])
    ):
        raise ValueFault(
            "these are no degrees, minutes and seconds", value=whole, remedy="Write 14°22′30″ N."
        )
    scale, digits = _SCALES[len(parts) - 1]
    places = len(parts[-1].partition(".")[2])
    degrees = sum(Decimal(part) / size for part, (size, _digits) in zip(parts, _SCALES, strict=False))
    rounded = round(Decimal(degrees), digits + places)
    metres = math.ceil(_METRES_OF_A_DEGREE / scale / 10**places)
    return (-rounded if written.startswith("-") else rounded), metres
