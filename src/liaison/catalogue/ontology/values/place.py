"""Places: a name, a UN/LOCODE, coordinates with their uncertainty, or several of these."""

import re
from typing import ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import PlainType, ValueFault
from liaison.catalogue.ontology.values.coordinates import show_coordinates, split_coordinates

_LOCODE = re.compile(r"\[(?P<country>[A-Z]{2}) ?(?P<port>[A-Z2-9]{3})\]")
_LONGEST = 500


class Place(PlainType):
    """A place as exactly as it is stated: `Harwick [XNHRW] geo:54.2,7.9;u=11132`; each part may stand alone.

    The code is a UN/LOCODE in brackets; it must stand so, because PARIS also reads as a code of Panama.
    Coordinates are a geo URI (RFC 5870) in WGS 84 with their uncertainty in metres.
    """

    name: ClassVar[str] = "place"
    searchable: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """Name, code and coordinates, in this order."""
        written = " ".join(text.split()).strip(" ,;")
        if len(written) > _LONGEST:
            raise ValueFault(
                "this is too long for a place", value=text, remedy=f"Write at most {_LONGEST} characters."
            )
        code = _LOCODE.search(written)
        rest, coordinates = split_coordinates(_LOCODE.sub(" ", written, count=1))
        named = " ".join(rest.split()).strip(" ,;")
        if _LOCODE.search(named):
            raise ValueFault("there are several codes here", value=text, remedy="State one place.")
        parts = [part for part in (named, _locode(code), coordinates) if part]
        if not parts:
            raise ValueFault(
                "this names no place", value=text, remedy="Write its name, or ? if it is not known."
            )
        return " ".join(parts)

    def render(self, text: str, language: str, prop: object) -> str:  # noqa: ARG002 - alike for all
        """The parts, with the coordinates as degrees and their uncertainty in words."""
        return show_coordinates(text, language)


def _locode(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    if match["country"] not in vocabulary("country").codes:
        raise ValueFault(
            f"{match['country']} is no country", value=match[0], remedy="Write a UN/LOCODE like [ESALG]."
        )
    return f"[{match['country']}{match['port']}]"
