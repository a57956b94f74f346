"""HTTP requests over connections that stay open, at so little cost that the server is what is measured."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

HOST = "127.0.0.1"


class Line:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> int:
        """Send a request, read its answer whole, return its status."""
        self._socket.sendall(request)
        answer = self._socket.recv(65_536)
        while b"\r\n\r\n" not in answer:
            answer += self._socket.recv(65_536)
        head, _, body = answer.partition(b"\r\n\r\n")
        length = next(
            int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")
        )
        received = len(body)
        while received < length:
            received += len(self._socket.recv(262_144))
        return int(head[9:12])


def request(path: str, token: str = "") -> bytes:
    """A GET request."""
    held = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{held}Accept: application/json\r\n\r\n".encode()


def wait_until_ready(port: int, seconds: float = 60) -> None:
    """Return once something answers on a port."""
    end = time.monotonic() + seconds
    while True:
        try:
            with Line(port) as line:
                line.ask(request("/account/sign-in/"))
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def durations(port: int, requests: Sequence[bytes]) -> list[float]:
    """Milliseconds of each request, one after the other, sorted."""
    taken = []
    with Line(port) as line:
        for one in requests:
            started = time.perf_counter()
            assert line.ask(one) == 200
            taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def rate(port: int, requests: Sequence[bytes], *, lines: int) -> float:
    """Requests a second over some connections at once."""
    started = time.perf_counter()
    threads = [threading.Thread(target=_ask_all, args=(port, requests[n::lines])) for n in range(lines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(requests) / (time.perf_counter() - started)


def _ask_all(port: int, requests: Sequence[bytes]) -> None:
    with Line(port) as line:
        for one in requests:
            assert line.ask(one) == 200


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of sorted values lies."""
    return values[min(int(len(values) * share), len(values) - 1)]
