"""Files on their way in: kept in the spool of the node with what was decided about them so far.

Each upload is two files that only the node may read (mode 600): the sheet itself, and a small JSON file with
its state. So every worker of the node sees the same state, and a page can be loaded again at any time.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from liaison.codecs.faults import SheetError
from liaison.people.models import Officer
from liaison.web.entry.marking import Marking

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST = 512 * 1024**2  # bytes of a file as it is sent
SILENT = timedelta(minutes=2)  # after which work that says nothing more is taken to have ended

RUNNING = ("checking", "landing")


@dataclass(slots=True)
class Upload:
    """One file and how far it has come.

    `stage` is columns, marking, ready, checking, checked, landing, landed or failed; `heard` is when its work
    last said how far it is; `run` the number of the import that it led to.
    """

    token: str
    officer: int
    name: str
    kind: str
    profile: str = ""
    stage: str = "columns"
    marking: Marking = field(default_factory=Marking)
    heard: str = ""
    stop: bool = False
    run: int = 0
    rows: int = 0
    landed: int = 0
    rejected: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)
    fault: str = ""

    @property
    def sheet(self) -> Path:
        """The file itself."""
        return spool() / f"import-{self.token}.sheet"

    @property
    def running(self) -> bool:
        """Whether something works on it; work that has fallen silent is over."""
        if self.stage not in RUNNING or not self.heard:
            return False
        return datetime.now(UTC) - datetime.fromisoformat(self.heard) < SILENT

    @property
    def fallen_silent(self) -> bool:
        """Whether its work broke off without a word, as when the node was stopped."""
        return self.stage in RUNNING and not self.running


def spool() -> Path:
    """The folder of files on their way in, made if it is not there."""
    path = Path(settings.LIAISON_NODE) / "spool"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def receive_upload(*, sent: "UploadedFile[Any]", officer: Officer, kind: str, profile: str) -> Upload:
    """Take a file into the spool, block by block.

    Raises:
        SheetError: it is empty or larger than 512 MiB.
    """
    if not 0 < (sent.size or 0) <= LARGEST:
        raise SheetError(
            _("a file that is sent here has between 1 and %(n)d bytes") % {"n": LARGEST},
            value=sent.name,
            remedy=_("Split it, pack it with gzip or xz, or import it from the command line."),
        )
    name = Path(sent.name or "").name[:200]
    upload = Upload(secrets.token_hex(16), officer.pk, name, kind, profile)
    with os.fdopen(os.open(upload.sheet, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        for block in sent.chunks():
            target.write(block)
    save_upload(upload=upload)
    return upload


def save_upload(*, upload: Upload) -> None:
    """Write the state whole or not at all."""
    draft = _state(upload.token).with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        json.dump(asdict(upload), target)
    draft.replace(_state(upload.token))


def open_upload(*, officer: Officer, token: str) -> Upload | None:
    """Return an upload of this officer; None both for “not there” and for “somebody else's”."""
    try:
        stored = json.loads(_state(token).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if stored["officer"] != officer.pk:
        return None
    known = {each.name for each in fields(Upload)}
    members = {name: value for name, value in stored.items() if name in known}
    return Upload(**{**members, "marking": Marking(**stored["marking"])})


def drop_upload(*, upload: Upload) -> None:
    """Forget a file; what has landed stays."""
    upload.sheet.unlink(missing_ok=True)
    _state(upload.token).unlink(missing_ok=True)


def uploads_of(officer: Officer) -> list[Upload]:
    """The files of an officer that have not landed, the newest first."""
    states = sorted(spool().glob("import-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    found = (open_upload(officer=officer, token=path.stem.removeprefix("import-")) for path in states)
    return [upload for upload in found if upload is not None and upload.stage != "landed"]


def _state(token: str) -> Path:
    return spool() / f"import-{token}.json"
