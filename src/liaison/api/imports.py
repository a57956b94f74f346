"""Files in, as signed records of the own authority; and what became of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from liaison.api.answers import MissingError, asked, json_answer
from liaison.api.entities import REFUSALS
from liaison.api.schemas import Import, ImportList
from liaison.catalogue.loader import near_names
from liaison.codecs.importing import check_sheet, import_sheet
from liaison.codecs.profile import Profile, profiles
from liaison.kernel.canonical import parse
from liaison.kernel.policy import Policy
from liaison.people.permissions import requires
from liaison.records.models import ImportRun

router = Router(tags=["importing"])
_SHOWN = 100


class NewImport(Schema):
    """How a file is read and marked; `policy` is JSON as in a record."""

    profile: str
    policy: str
    basis: str = ""
    dry_run: bool = False


@router.get("/imports", response={200: ImportList, **REFUSALS})
@requires("records.import")
def imports(request: HttpRequest) -> HttpResponse:
    """What the own authority imported last, and what was wrong with the rows set aside."""
    runs = ImportRun.objects.filter(authority=asked(request).officer.authority).order_by("-pk")[:_SHOWN]
    return json_answer({"imports": [_import(run) for run in runs]})


@router.post("/imports/new", response={200: Import, **REFUSALS})
@requires("records.import", write="records.import")
def import_file(request: HttpRequest, file: File[UploadedFile], how: Form[NewImport]) -> HttpResponse:
    """Import a spreadsheet; a dry run stores nothing. The same file twice adds nothing."""
    by, profile, policy = asked(request), _profile(how.profile), Policy.from_json(parse(how.policy.encode()))
    with _spooled(file) as path:
        if how.dry_run:
            run = check_sheet(path=path, profile=profile, officer=by.officer)
        else:
            run = import_sheet(
                path=path,
                profile=profile,
                officer=by.officer,
                policy=policy,
                basis=how.basis,
                purpose=by.purpose,
            )
    return json_answer(_import(run))


def _profile(name: str) -> Profile:
    known = profiles()
    if name not in known:
        remedy = near_names(name, list(known)) or f"Choose one of: {', '.join(known)}."
        raise MissingError("there is no such profile", value=name, remedy=remedy)
    return known[name]


@contextmanager
def _spooled(file: UploadedFile) -> Iterator[Path]:
    """The upload as a file of its own name, in the node folder and gone afterwards."""
    spool = Path(settings.LIAISON_NODE) / "spool"
    spool.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=spool) as folder:
        path = Path(folder) / PurePath(file.name or "upload").name
        with path.open("wb") as target:
            target.writelines(file.chunks())
        yield path


def _import(run: ImportRun) -> dict[str, object]:
    names = ("name", "profile", "started", "finished", "rows", "landed", "known", "rejected", "faults")
    return {"number": run.pk, **{name: getattr(run, name) for name in names}}
