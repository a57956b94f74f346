"""Pages in a real browser under the policy of the node: nothing to complain of in the console."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as live_settings
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.web.conftest import SignIn, sign_in
from tests.web.scene import Scene, build_scene

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr", "--dump-dom",
)  # fmt: skip
CONSOLE = re.compile(r"CONSOLE.*")
PAGES = [
    "/",
    "/search/?q=coriente+azul",
    "/records/Seizure/",
    "/entity/{ship}/",
    "/entity/{ship}/?why=1",
    "/help/",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine"),
]

session = ""  # of the officer whom every request of the browser is taken to come from
Answer = Callable[[HttpRequest], HttpResponse]
__all__ = ["sign_in"]


def as_officer(answer: Answer) -> Answer:
    """Middleware: the browser of a test cannot type a password from its command line."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.COOKIES[live_settings.SESSION_COOKIE_NAME] = session
        return answer(request)

    return answered


def spoiled(answer: Answer) -> Answer:
    """Middleware: slips a script into each page, against the policy."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.content = response.content.replace(b"<main", b"<script>var a = 1</script><main")
        return response

    return answered


@pytest.fixture
def scene(transactional_db: None, node: Path) -> Scene:
    return build_scene()


@pytest.fixture
def serve(scene: Scene, settings: Settings, sign_in: SignIn) -> Iterator[Callable[..., str]]:
    global session  # noqa: PLW0603 - the server runs in this process
    session = sign_in(scene.northmark).cookies[settings.SESSION_COOKIE_NAME].value
    servers: list[LiveServer] = []

    def served(*middleware: str) -> str:
        settings.MIDDLEWARE = [f"{__name__}.{name}" for name in middleware] + settings.MIDDLEWARE
        servers.append(LiveServer("127.0.0.1"))
        return servers[-1].url

    yield served
    for server in servers:
        server.stop()


def opened(url: str, profile: Path) -> tuple[str, list[str]]:
    """The page as it stands after its scripts ran, and what the console says."""
    assert CHROMIUM is not None
    done = subprocess.run(  # noqa: S603 - every argument is of this file
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", url],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout, CONSOLE.findall(done.stderr)


def test_console_is_empty_and_scripts_run(serve: Callable[..., str], scene: Scene, tmp_path: Path) -> None:
    url = serve("as_officer")
    for page in PAGES:
        html, console = opened(url + page.format(**vars(scene)), tmp_path / "profile")
        assert console == [], page
        assert 'class="band foot"' in html or page == "/help/"
    assert "Single letters act as keys" in html
    assert "<p hidden" not in html, "keys.js shows its switch"


def test_console_would_have_complained(serve: Callable[..., str], tmp_path: Path) -> None:
    _, console = opened(serve("as_officer", "spoiled") + "/help/", tmp_path / "profile")
    assert any("Content Security Policy" in line for line in console)
