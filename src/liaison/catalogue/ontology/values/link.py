"""Links to other things."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_KEY = re.compile(r"[0-9a-f]{32}")


class Link(PlainType):
    """The subject key of another thing: 32 lower-case hexadecimal digits."""

    name: ClassVar[str] = "link"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The key in lower case."""
        key = text.lower()
        if not _KEY.fullmatch(key):
            raise ValueFault(
                "this is not the key of a thing",
                value=text,
                remedy="Choose the thing, or give its 32 hex digits.",
            )
        return key
