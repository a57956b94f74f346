"""`liaison sweep`: delete what its marking says is to be deleted by now."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from liaison.cli.node import start_node


@click.command(name="sweep")
def command() -> None:
    """Delete what has reached its deletion date, for good. Run it once a day.

    Nobody reads it any more from that date on, whether this has run or not.
    """
    start_node()
    from liaison.records.retention import sweep

    swept = sweep(moment=datetime.now(UTC))
    click.echo(
        f"Deleted: {swept.statements:,} statements, {swept.payloads:,} payloads, {swept.values:,} values,"
        f" {swept.subjects:,} subjects, {swept.attachments:,} attached files;"
        f" {swept.segments:,} segments of the projection written anew."
    )
