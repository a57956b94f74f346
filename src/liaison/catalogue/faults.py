"""What can be wrong with a catalogue file, and with a value that somebody wrote."""

from liaison.kernel.errors import LiaisonError


class CatalogueError(LiaisonError):
    """A catalogue file that is wrong, or a name that the catalogue does not hold."""


class ValueFault(LiaisonError):  # noqa: N818 - the fault is in the writing, not in the program
    """A written value that its type cannot read; the remedy says what would be accepted."""
