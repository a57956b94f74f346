"""Work on an upload beside the pages: a thread of the server, whose progress every page can read."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread

from django.db import connection
from django.utils.translation import gettext as _

from liaison.codecs.importing import check_sheet, import_sheet
from liaison.codecs.profile import profiles
from liaison.kernel.errors import LiaisonError
from liaison.people.models import Officer
from liaison.records.models import ImportRun
from liaison.web.entry.marking import read_marking
from liaison.web.imports.uploads import Upload, open_upload, save_upload

log = logging.getLogger(__name__)


class StoppedError(LiaisonError):
    """The officer stopped the work; whole chunks have landed."""


def begin_check(*, upload: Upload, officer: Officer) -> None:
    """Read the whole file and store nothing."""
    _begin(upload, officer, "checking", _check)


def begin_landing(*, upload: Upload, officer: Officer) -> None:
    """Sign and store each good row, set aside each bad one."""
    _begin(upload, officer, "landing", _land)


def stop_work(*, upload: Upload) -> None:
    """Ask the work to end after the chunk in hand."""
    upload.stop = True
    save_upload(upload=upload)


def _begin(upload: Upload, officer: Officer, stage: str, work: Callable[[Upload, Officer], None]) -> None:
    upload.stage, upload.stop, upload.fault = stage, False, ""
    upload.rows = upload.landed = upload.rejected = 0
    upload.heard = datetime.now(UTC).isoformat()
    save_upload(upload=upload)
    start(lambda: _work(upload, officer, work))


def start(work: Callable[[], None]) -> None:
    """Run in a thread of its own, which lets go of its connection to the database."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    Thread(target=run, name="import", daemon=True).start()


def _work(upload: Upload, officer: Officer, work: Callable[[Upload, Officer], None]) -> None:
    """Do the work; however it ends, the state says so."""
    stage = "failed"
    try:
        work(upload, officer)
        stage = "checked" if upload.stage == "checking" else "landed"
    except StoppedError:
        stage = "ready"
    except LiaisonError as fault:
        upload.fault = str(fault)
    except Exception:
        log.exception("import %s broke off", upload.token[:8])
        upload.fault = _("The work broke off. What has landed stays. The operator finds why in the log.")
        raise
    finally:
        upload.stage = stage
        save_upload(upload=upload)


def _check(upload: Upload, officer: Officer) -> None:
    run = check_sheet(
        path=upload.sheet,
        profile=profiles()[upload.profile],
        officer=officer,
        progress=lambda run: _tell(upload, officer, run),
    )
    _take(upload, run)


def _land(upload: Upload, officer: Officer) -> None:
    policy, _faults = read_marking(upload.marking, officer.authority.code)
    run = import_sheet(
        path=upload.sheet,
        profile=profiles()[upload.profile],
        officer=officer,
        policy=policy,
        basis=upload.marking.basis,
        purpose=upload.marking.purpose,
        progress=lambda run: _tell(upload, officer, run),
    )
    _take(upload, run)
    upload.sheet.unlink(missing_ok=True)


def _tell(upload: Upload, officer: Officer, run: ImportRun) -> None:
    """Note how far the work is.

    Raises:
        StoppedError: the officer asked for it, or dropped the file.
    """
    kept = open_upload(officer=officer, token=upload.token)
    if kept is None or kept.stop:
        raise StoppedError(_("stopped"), value=upload.name, remedy=_("Begin it again."))
    run.name = upload.name  # not that of the file in the spool; the run is saved after this
    _take(upload, run)
    upload.heard = datetime.now(UTC).isoformat()
    save_upload(upload=upload)


def _take(upload: Upload, run: ImportRun) -> None:
    upload.run = run.pk or 0
    upload.rows, upload.landed, upload.rejected = run.rows, run.landed, run.rejected
    upload.faults = list(run.faults)
