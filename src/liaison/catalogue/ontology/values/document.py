"""Attached documents."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_DOCUMENT = re.compile(r"([0-9a-f]{64}) ([a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126})")


class Document(PlainType):
    """The SHA-256 of an attachment and its media type (RFC 6838): `<64 hex digits> application/pdf`."""

    name: ClassVar[str] = "document"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """Hash and media type in lower case."""
        written = " ".join(text.lower().split())
        if not _DOCUMENT.fullmatch(written):
            raise ValueFault(
                "this is not a hash and a media type",
                value=text,
                remedy="Attach the file, or write its SHA-256 and type, such as “… application/pdf”.",
            )
        return written

    def render(self, text: str, language: str, prop: object) -> str:  # noqa: ARG002 - alike for all
        """The first eight digits of the hash, and the type."""
        digest, _space, media_type = text.partition(" ")
        return f"{digest[:8]}… {media_type}"
