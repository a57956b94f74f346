"""`liaison demo`: a node with a fabricated region, to look around in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from liaison.cli.node import DATABASE, DEMO, NODE, making, migrate, start_node, start_software
from liaison.cli.serving import Place, serve


@click.command(name="demo")
@click.option("--folder", default="demo", show_default=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def command(folder: Path, port: int) -> None:
    """Serve a fabricated region: States, officers, seizures, ships and persons that do not exist.

    It is made in the folder at the first call and stays there; delete the folder to begin anew.
    """
    os.environ[DEMO] = "1"
    os.environ.pop(DATABASE, None)  # never into the database of a real node
    place = folder.resolve()
    os.environ[NODE] = str(place)
    if not place.is_dir():
        _make(place)
        # Settings were read under the draft's name: begin anew as a process that finds the node made.
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this very command again
    start_node()
    _greet(port)
    serve(Place("127.0.0.1", port), workers=1)


def _make(place: Path) -> None:
    click.echo("Making the fabricated region. This takes some seconds.", err=True)
    with making(place):
        start_software()
        migrate()
        from liaison.demo.region import build_region

        build_region()


def _greet(port: int) -> None:
    from liaison.demo.enrolment import newcomers

    click.echo(
        f"\nThe region answers on http://127.0.0.1:{port}/ (stop with Ctrl+C). Sign in as one of these:\n"
    )
    for newcomer in newcomers():
        click.echo(f"  {newcomer.username:<18} {newcomer.password:<32} {newcomer.authority}")
    click.echo()
