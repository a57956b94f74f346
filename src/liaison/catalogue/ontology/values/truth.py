"""Yes, no, or not known."""

from typing import ClassVar

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology.values.base import PlainType


class Truth(PlainType):
    """`yes` or `no`; not known is a third answer, not an absence."""

    name: ClassVar[str] = "truth"

    def canonical(self, text: str) -> str:
        """Yes or no, from the word of any language."""
        return vocabulary("truth").find(text).code

    def render(self, text: str, language: str, prop: object) -> str:  # noqa: ARG002 - alike for all
        """The word for it."""
        return vocabulary("truth").label(text, language)
