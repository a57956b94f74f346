"""Addresses of pages."""

from typing import ClassVar
from urllib.parse import urlsplit

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_LONGEST = 2_000


class Url(PlainType):
    """The address of a page on the web or in an onion network; it is kept, never fetched."""

    name: ClassVar[str] = "url"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The address with scheme and host in lower case."""
        try:
            parts = urlsplit(text)
            host = parts.hostname
        except ValueError:
            host = None
        if (
            host is None
            or parts.scheme not in ("http", "https")
            or len(text) > _LONGEST
            or text.split() != [text]
        ):
            raise ValueFault(
                "this is not the address of a page",
                value=text,
                remedy="Write it like https://example.org/page.",
            )
        if parts.username or parts.password:
            raise ValueFault("this holds a user name or password", remedy="Write the address without it.")
        return parts._replace(netloc=parts.netloc.lower()).geturl()
