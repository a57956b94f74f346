"""The first command of the README: the demonstration starts, and lets its newcomers in."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from liaison.demo.enrolment import newcomers

pytestmark = pytest.mark.enable_socket
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 120  # seconds until the region is made, on a machine that does much else


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("liaison"), "demo", "--port", str(port)]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("LIAISON_", "DJANGO_"))
    }
    with subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True) as running:  # noqa: S603 - ours
        yield f"http://127.0.0.1:{port}"
        running.send_signal(signal.SIGTERM)
        running.wait(30)


def once_there(opener: OpenerDirector, page: str) -> str:
    """The page, as soon as somebody answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(URLError):
            text: str = opener.open(page).read().decode()
            return text
        time.sleep(0.5)
    return pytest.fail(f"nobody answered within {_PATIENCE} s")


def test_a_newcomer_is_let_in(demo: str) -> None:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = f"{demo}/account/sign-in/"
    token = _TOKEN.search(once_there(opener, page))
    form = {"login": newcomers()[0].username, "password": newcomers()[0].password}
    assert token
    opener.addheaders = [("Referer", page)]
    answer = opener.open(page, urlencode({"csrfmiddlewaretoken": token[1], **form}).encode())
    assert newcomers()[0].authority in answer.read().decode()
