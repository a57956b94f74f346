"""The pages of an import, from the file to the rows that were set aside."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.catalogue.ontology import ontology
from liaison.codecs.profile import profiles, save_profile
from liaison.kernel.errors import LiaisonError
from liaison.kernel.policy import BOTTOM, Policy
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.people.selectors import allowed_purposes
from liaison.people.services.officers import check_purpose
from liaison.records.models import ImportRun
from liaison.records.seen import Lineage
from liaison.web.entry import offers
from liaison.web.entry.linking import LINK
from liaison.web.entry.marking import marking_written, read_marking
from liaison.web.imports.columns import Column, columns, decided, mended, prefix, profile_names, proposed
from liaison.web.imports.uploads import (
    RUNNING,
    Upload,
    drop_upload,
    open_upload,
    receive_upload,
    save_upload,
    uploads_of,
)
from liaison.web.imports.working import begin_check, begin_landing, stop_work
from liaison.web.naming import language
from liaison.web.narrowing import Fault

imports_files = requires("records.import", write="records.import")
_RUNS = 50  # past imports that the page lists


@imports_files
def imports(request: OfficerRequest) -> HttpResponse:
    """Send a file, go on with one, look at those that have landed."""
    fault = ""
    if request.method == "POST":
        try:
            return redirect("import_columns", _receive(request).token)
        except LiaisonError as refused:
            fault = str(refused)
    runs = ImportRun.objects.filter(officer=request.officer).order_by("-pk")[:_RUNS]
    answer = _page(
        request,
        "imports/imports.html",
        None,
        fault=fault,
        kinds=offers.kinds(),
        kind=request.POST.get("kind", "Seizure"),
        profiles=profile_names(request.officer),
        waiting=uploads_of(request.officer),
        runs=runs,
    )
    answer.status_code = 400 if fault else 200
    return answer


def _receive(request: OfficerRequest) -> Upload:
    """Take in the file that was sent.

    Raises:
        LiaisonError: there is none, it cannot be taken, or its kind or profile is not known.
    """
    sent = request.FILES.get("file")
    if sent is None:
        raise LiaisonError(_("no file was sent"), remedy=_("Choose a file: XLSX, or CSV as it is or packed."))
    named = request.POST.get("profile", "")
    chosen = profiles().get(named) if named in dict(profile_names(request.officer)) else None
    kind = chosen.kind if chosen else ontology().kind(request.POST.get("kind", "")).name
    return receive_upload(sent=sent, officer=request.officer, kind=kind, profile=named if chosen else "")


def _upload(request: OfficerRequest, token: str) -> Upload:
    """An upload of this officer.

    Raises:
        Http404: there is none; somebody else's is answered alike.
    """
    upload = open_upload(officer=request.officer, token=token)
    if upload is None:
        raise Http404
    return upload


@imports_files
def import_columns(request: OfficerRequest, token: str) -> HttpResponse:
    """What each column says."""
    upload = _upload(request, token)
    if request.method == "POST":
        return _decide(request, upload)
    try:
        profile = proposed(upload)
        found = columns(upload, profile)
    except LiaisonError as fault:
        return _broken(request, upload, fault)
    return _columns_page(request, upload, found)


def _decide(request: OfficerRequest, upload: Upload) -> HttpResponse:
    if "anew" in request.POST:
        upload.profile = ""
        save_upload(upload=upload)
        return redirect("import_columns", upload.token)
    if upload.profile not in profiles():
        try:
            profile = decided(request.POST, upload, request.officer)
            save_profile(profile=profile)
        except LiaisonError as fault:
            messages.error(request, str(fault))
            return redirect("import_columns", upload.token)
        upload.profile = profile.name
    upload.stage = "marking"
    upload.marking.purpose = upload.marking.purpose or request.purpose
    save_upload(upload=upload)
    return redirect("import_marking", upload.token)


def _broken(request: OfficerRequest, upload: Upload, fault: LiaisonError) -> HttpResponse:
    answer = _page(request, "imports/broken.html", upload, fault=str(fault))
    answer.status_code = 400
    return answer


def _columns_page(request: OfficerRequest, upload: Upload, found: list[Column]) -> HttpResponse:
    kind = ontology().kind(upload.kind)
    mapped = sum(bool(column.term) for column in found)
    words = ngettext(
        "%(m)d of %(n)d column is understood", "%(m)d of %(n)d columns are understood", len(found)
    )
    return _page(
        request,
        "imports/columns.html",
        upload,
        headline=words % {"m": mapped, "n": len(found)},
        columns=found,
        terms=[(n, term.label(language())) for n, term in kind.properties.items() if term.type.name != LINK],
        chosen=bool(upload.profile),
        kind=kind,
        grades=offers.grades(),
        prefix=prefix(request.officer),
        steps=_steps(1),
    )


@imports_files
def import_marking(request: OfficerRequest, token: str) -> HttpResponse:
    """Under which marking, on which ground, for which purpose the rows become records."""
    upload = _upload(request, token)
    if upload.profile not in profiles():
        return redirect("import_columns", token)
    if request.method == "POST":
        upload.marking = marking_written(request.POST)
        upload.stage = "ready"
        save_upload(upload=upload)
    _policy, faults = read_marking(upload.marking, request.officer.authority.code)
    faults = (*faults, *_unset(request, upload))
    if request.method == "POST" and not faults:
        begin_check(upload=upload, officer=request.officer)
        return redirect("import_work", token)
    return _page(
        request,
        "imports/marking.html",
        upload,
        marking=upload.marking,
        offered=offers.marking(request, upload.marking),
        faults=faults if request.method == "POST" else (),
        fault_of={fault.field: fault.text for fault in faults if request.method == "POST"},
        steps=_steps(2),
    )


def _unset(request: OfficerRequest, upload: Upload) -> list[Fault]:
    faults = []
    if upload.marking.reaches_nobody:
        text = _("Nobody would read the rows. Tick a list, or public.")
        faults.append(Fault("lists", _("Share with"), text))
    if upload.marking.basis not in dict(offers.codes("legal_basis")):
        faults.append(Fault("basis", _("Legal basis"), _("Choose one.")))
    if upload.marking.purpose not in allowed_purposes(request.officer):
        faults.append(Fault("purpose", _("Purpose"), _("Choose one.")))
    return faults


@imports_files
def import_work(request: OfficerRequest, token: str) -> HttpResponse:
    """How far the check or the landing is, what is wrong with the file, and what can be done next."""
    upload = _upload(request, token)
    if upload.stage == "landed":
        return redirect("import", upload.run)
    if upload.stage in ("columns", "marking"):
        return redirect(f"import_{upload.stage}", token)
    if request.method == "POST":
        return _act(request, upload)
    steps = _steps(4 if upload.stage == "landing" else 3)
    return _page(request, "imports/work.html", upload, headline=_headline(upload), steps=steps)


def _act(request: OfficerRequest, upload: Upload) -> HttpResponse:
    """Do what a button of the page of work says."""
    action = request.POST.get("action", "")
    if action == "stop":
        stop_work(upload=upload)
    elif action == "drop" and not upload.running:
        drop_upload(upload=upload)
        return redirect("imports")
    elif action in ("check", "land", "mend") and not upload.running:
        return _begin(request, upload, action)
    return redirect("import_work", upload.token)


def _begin(request: OfficerRequest, upload: Upload, action: str) -> HttpResponse:
    policy, faults = read_marking(upload.marking, request.officer.authority.code)
    if faults or policy.nobody or _unset(request, upload):
        return redirect("import_marking", upload.token)
    check_purpose(request.officer, upload.marking.purpose)
    if action == "mend" and (instead := _instead(request, upload)):
        profile = mended(profiles()[upload.profile], instead, request.officer)
        save_profile(profile=profile)
        upload.profile = profile.name
    if action == "land":
        begin_landing(upload=upload, officer=request.officer)
    else:
        begin_check(upload=upload, officer=request.officer)
    return redirect("import_work", upload.token)


def _instead(request: OfficerRequest, upload: Upload) -> dict[tuple[str, str], str]:
    """What the officer wants to be read instead of each faulty text, by column and text."""
    written = {place: request.POST.get(f"instead-{place}", "").strip() for place in range(len(upload.faults))}
    return {
        (str(upload.faults[place]["column"]), str(upload.faults[place]["value"])): text
        for place, text in written.items()
        if text
    }


def _headline(upload: Upload) -> str:
    counts = {"n": upload.rows, "good": upload.rows - upload.rejected, "bad": upload.rejected}
    stages = {
        "checking": _("Checking: %(n)d rows read so far"),
        "landing": _("Landing: %(n)d rows read so far"),
        "failed": _("The file cannot be read to its end"),
        "ready": _("Stopped after %(n)d rows"),
    }
    if upload.fallen_silent:
        return _("The work broke off after %(n)d rows") % counts
    if upload.stage in stages:
        return stages[upload.stage] % counts
    if upload.rejected:
        return _("%(good)d of %(n)d rows are ready; %(bad)d wait for you") % counts
    return ngettext("The one row is ready", "All %(n)d rows are ready", upload.rows) % counts


@requires("records.import")
def import_run(request: OfficerRequest, pk: int) -> HttpResponse:
    """What became of a file."""
    run = get_object_or_404(ImportRun, pk=pk, officer=request.officer)
    counts = {"n": run.rows, "landed": run.landed, "bad": run.rejected}
    words = _("%(landed)d of %(n)d rows have landed")
    if run.rejected:
        words = _("%(landed)d of %(n)d rows have landed; %(bad)d are set aside")
    return _page(request, "imports/run.html", None, run=run, headline=words % counts, steps=_steps(5))


@requires("records.import")
def import_rejects(request: OfficerRequest, pk: int) -> HttpResponseBase:
    """The rows that were set aside, as a file of the same family."""
    run = get_object_or_404(ImportRun, pk=pk, officer=request.officer)
    path = Path(settings.LIAISON_NODE) / "rejects" / Path(run.rejects).name
    if not run.rejects or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"rejects-{run.pk}{path.suffix}")


def _steps(here: int) -> list[dict[str, str]]:
    labels = (_("Columns"), _("Marking"), _("Check"), _("Land"))
    return [
        {"label": label, "state": "done" if place < here else "now" if place == here else ""}
        for place, label in enumerate(labels, start=1)
    ]


def _page(request: OfficerRequest, template: str, upload: Upload | None, **context: Any) -> HttpResponse:
    """A page about an upload, under the marking that its rows are to have."""
    own = request.officer.authority.code
    policy: Policy = read_marking(upload.marking, own)[0] if upload else BOTTOM
    lineage = Lineage(policy, 1, (own,), 0) if upload else None
    running = upload is not None and upload.stage in RUNNING and upload.running
    return render(request, template, {**context, "upload": upload, "running": running, "lineage": lineage})
