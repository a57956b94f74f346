"""E-mail addresses."""

import re
from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault

_ADDRESS = re.compile(r"[^\s@<>,;:\"()]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_LONGEST = 254


class Email(PlainType):
    """An e-mail address (RFC 5321). Upper and lower case are one, as practically all mail servers hold it."""

    name: ClassVar[str] = "email"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The address in lower case."""
        address = text.lower().removeprefix("mailto:")
        if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
            raise ValueFault(
                "this is not an e-mail address", value=text, remedy="Write it like desk@example.org."
            )
        return address
