"""The node that a command works on: found, made whole or not at all, and its software started."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from liaison.kernel.errors import LiaisonError

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE, DATABASE, DEMO = "LIAISON_NODE", "LIAISON_DATABASE", "LIAISON_DEMO"
_SETTINGS = "liaison.site.settings"


class NodeError(LiaisonError):
    """There is no node here, or it is not ready for the command."""


def node_folder() -> Path:
    """The folder that the environment names, else ./node."""
    return Path(os.environ.get(NODE, "node")).resolve()


def start_node() -> Path:
    """Load the software on the node that is there; return its folder.

    Raises:
        NodeError: there is none, or its tables are of another version.
    """
    folder = node_folder()
    if not folder.is_dir():
        raise NodeError(
            "there is no node in this folder",
            value=str(folder),
            remedy="Make one with “liaison init”, or name another folder in LIAISON_NODE.",
        )
    start_software()
    _check_tables()
    return folder


def start_software() -> None:
    """Load Django. What the services log is for operators of a running node, so only warnings are shown."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    django.setup()
    logging.getLogger().setLevel(logging.WARNING)


def _check_tables() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NodeError(
            "the tables of this node are older than this software",
            remedy="Make a backup, then run “liaison init”, which brings them up to date.",
        )


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Let what follows work in a folder beside ``folder``, which takes its name only once all is done."""
    draft = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    os.environ[NODE] = str(draft)
    try:
        yield
        _close_connections()
        draft.rename(folder)
    finally:
        os.environ[NODE] = str(folder)
        shutil.rmtree(draft, ignore_errors=True)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
