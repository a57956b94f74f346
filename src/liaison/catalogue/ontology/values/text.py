"""Free text."""

from typing import ClassVar

from liaison.catalogue.ontology.values.base import PlainType, ValueFault
from liaison.catalogue.ontology.values.private_keys import refuse_private_key

_LONGEST = 20_000


class Text(PlainType):
    """Words as they were written; line breaks are kept, private keys of wallets are not let in."""

    name: ClassVar[str] = "text"
    searchable: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The text with LF between its lines."""
        if len(text) > _LONGEST:
            raise ValueFault(
                f"this has {len(text)} characters, more than {_LONGEST}",
                value=text,
                remedy="Attach it as a document and write a summary here.",
            )
        refuse_private_key(text)
        return text if text.isprintable() else "\n".join(line.rstrip() for line in text.splitlines())
