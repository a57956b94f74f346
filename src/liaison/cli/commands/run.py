"""`liaison run`: the node on an address, until it is stopped."""

from __future__ import annotations

import os
from pathlib import Path

import click

from liaison.cli.node import start_node
from liaison.cli.serving import Place, serve

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="run")
@click.option("--address", default="127.0.0.1", show_default=True, help="IP address to answer on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--certificate", type=_FILE, help="TLS certificate chain, in PEM.")
@click.option("--key", type=_FILE, help="Its private key, in PEM.")
def command(address: str, port: int, workers: int, certificate: Path | None, key: Path | None) -> None:
    """Serve the node. Stop it with Ctrl+C or SIGTERM: requests in progress are finished."""
    if certificate is not None:
        os.environ["LIAISON_TLS"] = "direct"
    start_node()
    place = Place(address, port, certificate, key)
    click.echo(f"The node answers on {place.url} (stop with Ctrl+C)", err=True)
    serve(place, workers)
