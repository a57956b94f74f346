"""`liaison restore`: a node from its backup."""

from __future__ import annotations

from pathlib import Path

import click

from liaison.cli.node import node_folder, start_node, start_software
from liaison.cli.officers import asked_secret
from liaison.cli.progress import Progress


@click.command(name="restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(source: Path) -> None:
    """Make the node anew from SOURCE, in a folder (and a database) that is empty.

    The passphrase is asked for, or read from LIAISON_PASSPHRASE. Run “liaison verify” afterwards.
    """
    passphrase = asked_secret("LIAISON_PASSPHRASE", "Passphrase of the archive", new=False)
    folder, progress = node_folder(), Progress()
    start_software()
    from liaison.records.backup import restore_backup

    restore_backup(source=source, node=folder, passphrase=passphrase, tell=progress.name)
    progress.name("Writing the projection anew")
    start_node()
    from liaison.records.projection import project

    project()
    progress.end()
    click.echo(f"The node in {folder} is restored. Now run “liaison verify”.")
