"""`liaison verify`: whether the node is still what was signed and logged."""

from __future__ import annotations

import click

from liaison.cli.node import start_node
from liaison.cli.progress import Progress


@click.command(name="verify")
def command() -> int:
    """Check the log, signatures, records, values, projection and attached files.

    Says what is broken and where; the exit code is 1 if anything is.
    """
    start_node()
    from liaison.records.verifying import store_faults

    progress, count = Progress(), 0
    for fault in store_faults(progress.tell):
        progress.end()
        click.echo(f"{fault.where}: {fault.reason}")
        count += 1
    progress.end()
    click.echo(
        f"{count} faults. Restore a backup, or ask those who wrote." if count else "Everything is in order."
    )
    return int(count > 0)
