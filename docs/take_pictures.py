"""Takes the pictures of the README from a running demonstration: `python docs/take_pictures.py`.

Chromium cannot sign in from its command line. So it is led through a small server on this machine that
passes its requests on with the cookies of an officer who has signed in.
"""  # noqa: INP001 - a script

import http.client
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

PICTURES = Path(__file__).with_name("pictures")
PLACE = "127.0.0.1:8000"
SHIP = "Corriente Azul"
# Each picture, and who sees it: user name, password, purpose.
VISITS = {
    "ship-seen-by-n-07": ("n-07", "seven grey herons", "investigation"),
    "ship-seen-by-t-03": ("t-03", "three olive barrels", "customs-control"),
}
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,1000")
_FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_ENTITY = re.compile(r'href="(/entity/[0-9a-f]{32}/)"')


def sign_in(username: str, password: str, purpose: str) -> tuple[OpenerDirector, str]:
    """Sign in and state a purpose; return what asks for pages, and its cookies."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    send(opener, "/account/sign-in/", login=username, password=password)
    send(opener, "/purpose/", purpose=purpose, case="26-114")
    return opener, "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def page(opener: OpenerDirector, path: str) -> str:
    """The text of a page."""
    with opener.open(f"http://{PLACE}{path}") as answer:
        text: str = answer.read().decode()
    return text


def send(opener: OpenerDirector, path: str, **fields: str) -> None:
    """Fill in the form of a page and send it."""
    found = _FORM_TOKEN.search(page(opener, path))
    token = found[1] if found else ""
    opener.addheaders = [("Referer", f"http://{PLACE}{path}")]
    opener.open(f"http://{PLACE}{path}", urlencode({"csrfmiddlewaretoken": token, **fields}).encode()).close()


def serve_as(cookies: str) -> int:
    """Serve the demonstration as an officer sees it; return the port."""

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Pass a request on with the cookies."""
            asked = http.client.HTTPConnection(PLACE)
            asked.request("GET", self.path, headers={"Cookie": cookies})
            answer = asked.getresponse()
            self.send_response(answer.status)
            for name in ("Content-Type", "Content-Length", "Content-Security-Policy"):
                self.send_header(name, answer.headers.get(name, ""))
            self.end_headers()
            self.wfile.write(answer.read())

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def take(port: int, path: str, target: Path) -> None:
    """Let Chromium take one picture."""
    browser = shutil.which("chromium") or sys.exit("Chromium is not on this machine.")
    with tempfile.TemporaryDirectory() as profile:
        options = (f"--user-data-dir={profile}", f"--screenshot={target}")
        command = (browser, *_FLAGS, *options, f"http://127.0.0.1:{port}{path}")
        subprocess.run(command, check=True, capture_output=True, timeout=90)  # noqa: S603 - our own words


def main() -> None:
    """Take every picture of the same ship."""
    guide, _ = sign_in(*VISITS["ship-seen-by-n-07"])
    found = _ENTITY.search(page(guide, f"/search/?q={quote(SHIP)}"))
    ship = found[1] if found else sys.exit(f"{SHIP} is not found: run “make demo” first.")
    for name, visit in VISITS.items():
        take(serve_as(sign_in(*visit)[1]), ship, PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
