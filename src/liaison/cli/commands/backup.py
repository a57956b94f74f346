"""`liaison backup`: the whole node in one enciphered file."""

from __future__ import annotations

from pathlib import Path

import click

from liaison.cli.node import start_node
from liaison.cli.officers import asked_secret
from liaison.cli.progress import Progress


@click.command(name="backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def command(target: Path) -> None:
    """Write database, keys, attached files and profiles to TARGET; the node may be in use.

    The passphrase is asked for, or read from LIAISON_PASSPHRASE. Without it nobody can restore.
    """
    passphrase = asked_secret("LIAISON_PASSPHRASE", "Passphrase of the archive", new=True)
    node = start_node()
    from liaison.records.backup import write_backup

    progress = Progress()
    write_backup(node=node, target=target.resolve(), passphrase=passphrase, tell=progress.name)
    progress.end()
    click.echo(f"{target}: {target.stat().st_size:,} bytes. Try it out: “liaison restore” into a new folder.")
