"""The folder of a node and the secret that signs its cookies."""

import secrets
from pathlib import Path

from liaison.kernel.errors import LiaisonError
from liaison.people.keyfile import key_file

FOLDERS = ("attachments", "projection", "spool", "static")


class NodeError(LiaisonError):
    """The folder of the node is not as it must be."""


def prepare_node(folder: Path) -> None:
    """Make the folder of a node with what it must hold; what is there stays.

    Raises:
        NodeError: a file stands where a folder must be.
    """
    for place in (folder, *(folder / name for name in FOLDERS)):
        if place.exists() and not place.is_dir():
            raise NodeError(
                "a file stands where the node needs a folder", value=str(place), remedy="Move it away."
            )
        place.mkdir(mode=0o700, parents=True, exist_ok=True)


def session_secret(folder: Path) -> str:
    """The secret that signs cookies; without a node folder it lives as long as the process."""
    return key_file(folder / "secret").hex() if folder.is_dir() else secrets.token_hex()
