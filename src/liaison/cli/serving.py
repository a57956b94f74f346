"""A node served over HTTP until it is told to stop; requests in progress are finished first."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.cli.node import NodeError

if TYPE_CHECKING:
    from pathlib import Path

_STOP_SECONDS = 30  # a request that has not ended by then is cut off
THREADS = 2  # a worker; more of them wait for one another


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node answers, and with which certificate."""

    address: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def url(self) -> str:
        """What to type into a browser."""
        return f"{'https' if self.certificate else 'http'}://{self.address}:{self.port}/"


def serve(place: Place, workers: int) -> None:
    """Serve the started node.

    Raises:
        NodeError: passwords would cross a network in clear.
    """
    _check_transport(place)
    from django.core.management import call_command
    from granian import Granian
    from granian.constants import Interfaces

    call_command("collectstatic", interactive=False, verbosity=0)
    Granian(
        "liaison.site.wsgi:application",
        address=place.address,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        ssl_cert=place.certificate,
        ssl_key=place.key,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
    ).serve()


def _check_transport(place: Place) -> None:
    if (place.certificate is None) != (place.key is None):
        raise NodeError("a certificate and its key go together", remedy="Give both files, or neither.")
    guarded = place.certificate or os.environ.get("LIAISON_TLS") == "proxy"
    if not guarded and not ipaddress.ip_address(place.address).is_loopback:
        raise NodeError(
            "passwords would cross the network in clear",
            value=place.address,
            remedy="Give --certificate and --key; behind a proxy with TLS, set LIAISON_TLS=proxy.",
        )
