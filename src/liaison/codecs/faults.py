"""The error of files: what is wrong with a sheet as a whole, or with a profile."""

from liaison.kernel.errors import LiaisonError


class SheetError(LiaisonError):
    """A file that cannot be read as a table, whatever its cells say."""


class ProfileError(LiaisonError):
    """A mapping profile that contradicts itself, the ontology or the sheet it is used on."""
