"""Static files under names that carry a hash of their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Hashed names for what was collected; a file not collected keeps its own name.

    So pages also render where nothing was collected: in tests and from a bare checkout.
    """

    def stored_name(self, name: str) -> str:
        """The hashed name of a file, or its own."""
        hashed: str = self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
        return hashed
