"""The three steps of a record: what happened, who will see what, sign. And the drafts that wait."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.catalogue.codes import vocabulary, vocabulary_names
from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import Policy, join
from liaison.people.permissions import requires
from liaison.people.requests import OfficerRequest
from liaison.records.drafting import drafts_of, drop_draft, open_draft, save_draft
from liaison.records.folding import folded
from liaison.records.models import Draft
from liaison.records.services import publish_record
from liaison.records.view import View
from liaison.web.entry import offers
from liaison.web.entry.answers import Answer, Form, Thing, new_thing, things_written
from liaison.web.entry.fields import sections
from liaison.web.entry.files import keep_files
from liaison.web.entry.marking import marking_written, read_marking
from liaison.web.entry.reach import Reach, reach
from liaison.web.entry.reading import ReadForm, read_form, record_of
from liaison.web.frame import explanation, page, reading
from liaison.web.naming import language
from liaison.web.narrowing import Fault
from liaison.web.pages.lists import known_kind

writes = requires("records.publish", write="records.publish")
_OFFERED = 20  # words of a vocabulary offered while typing


@requires("records.publish")
def entry(request: OfficerRequest) -> HttpResponse:
    """Which kind of thing the record is about."""
    kinds = [kind for kind in ontology().kinds.values() if not kind.abstract]
    return page(
        request,
        "entry/kinds.html",
        kinds=sorted(kinds, key=lambda kind: kind.label(language()).casefold()),
        drafts=len(drafts_of(request.officer)),
    )


@writes
@reading
def begin(request: OfficerRequest, view: View, kind: str) -> HttpResponse:
    """An empty form of a kind; sent, it becomes a draft. With `about` it speaks of a thing that is there."""
    form = Form([_first_thing(request, view, kind)])
    form.marking.purpose = request.purpose
    if request.method == "POST":
        return _keep(request, form, None)
    return _form_page(request, view, form, reverse("entry_kind", args=[kind]))


def _first_thing(request: OfficerRequest, view: View, kind: str) -> Thing:
    thing = new_thing(known_kind(kind).name)
    about, same = request.GET.get("about", ""), request.GET.get("same", "")
    if about:
        if view.entity(about) is None:
            raise Http404
        thing.key, thing.known = about, True
    if same:
        thing.answers["sameAs"] = [Answer(link=same)]
    return thing


@writes
@reading
def draft(request: OfficerRequest, view: View, pk: int) -> HttpResponse:
    """The first step: what happened."""
    kept, form = _draft(request, pk)
    if request.method == "POST":
        return _keep(request, form, kept)
    return _form_page(request, view, form, reverse("draft", args=[pk]), kept)


def _draft(request: OfficerRequest, pk: int) -> tuple[Draft, Form]:
    """A draft of this officer and its form.

    Raises:
        Http404: there is none; somebody else's is answered alike.
    """
    kept = open_draft(officer=request.officer, number=pk)
    if kept is None:
        raise Http404
    return kept, Form.from_json(kept.body)


def _keep(request: OfficerRequest, form: Form, kept: Draft | None) -> HttpResponse:
    """Keep what was sent, faults and all, and go where the pressed button leads."""
    form.things = things_written(request.POST, form)
    keep_files(request, form)
    action, _colon, what = request.POST.get("action", "keep").partition(":")
    if action == "add" and what in ontology().kinds:
        form.things.append(new_thing(known_kind(what).name))
    if action == "drop" and what.isdecimal():
        del form.things[int(what) : int(what) + 1]
    kept = save_draft(officer=request.officer, body=form.to_json(), draft=kept)
    address = reverse("draft", args=[kept.pk])
    targets = {
        "on": reverse("draft_marking", args=[kept.pk]),
        "more": f"{address}?more={what}#f-{what}",
        "add": f"{address}#thing-{len(form.things) - 1}",
    }
    return redirect(targets.get(action, f"{address}?kept=1"))


@writes
@reading
def check(request: OfficerRequest, view: View) -> HttpResponse:
    """The form as it was sent, read and not kept: what a page shows while somebody still writes."""
    form = Form(things_written(request.POST, Form()))
    return _form_page(request, view, form, reverse("entry_check"))


def _form_page(
    request: OfficerRequest, view: View, form: Form, address: str, kept: Draft | None = None
) -> HttpResponse:
    read, checked = read_form(view, form), "checked" in request.GET
    policy, _marking_faults = read_marking(form.marking, request.officer.authority.code)
    return _draft_page(
        request,
        "entry/form.html",
        view,
        policy,
        headline=_form_headline(read),
        address=address,
        kept=kept,
        just_kept="kept" in request.GET,
        sections=list(sections(read, request.GET.get("more", ""), checked=checked)),
        faults=read.faults if checked else _unread(read),
        kinds=offers.kinds(),
        grades=offers.grades(),
        own_language=language(),
        steps=_steps(1, kept),
    )


def _unread(read: ReadForm) -> list[Fault]:
    """The answers that are there and cannot be read; what is missing is said when somebody goes on."""
    unread = {known.fault for known in read.understood.values() if known.fault}
    return [fault for fault in read.faults if fault.text in unread]


def _form_headline(read: ReadForm) -> str:
    things = read.form.things
    if not things:
        return _("The record speaks of nothing yet")
    named = things[0].model.label(language())
    if things[0].known:
        return _("What do you state about %(thing)s?") % {"thing": read.caption(0)}
    return _("%(kind)s: what happened?") % {"kind": named}


def _steps(here: int, kept: Draft | None) -> list[dict[str, Any]]:
    labels = (_("What happened"), _("Who will see what"), _("Sign"))
    names = ("draft", "draft_marking", "draft_sign")
    states = ["done" if place < here else "now" if place == here else "" for place in (1, 2, 3)]
    return [
        {"label": label, "state": state, "url": reverse(name, args=[kept.pk]) if kept else None}
        for label, state, name in zip(labels, states, names, strict=True)
    ]


@writes
@reading
def marking(request: OfficerRequest, view: View, pk: int) -> HttpResponse:
    """The second step: under which marking, and who will therefore see what."""
    kept, form = _draft(request, pk)
    if request.method == "POST":
        _take_marking(request, form)
        save_draft(officer=request.officer, body=form.to_json(), draft=kept)
        going_on = request.POST.get("action") == "on"
        return redirect("draft_sign" if going_on else "draft_marking", pk)
    read = read_form(view, form)
    if read.faults:
        return redirect(f"{reverse('draft', args=[pk])}?checked=1")
    policy, faults = read_marking(form.marking, request.officer.authority.code)
    shown = reach(request, read, policy, request.officer.authority)
    return _draft_page(
        request,
        "entry/marking.html",
        view,
        policy,
        kept=kept,
        marking=form.marking,
        offered=offers.marking(request, form.marking),
        faults=[*faults, *(_unset(form) if "checked" in request.GET else ())],
        fault_of={fault.field: fault.text for fault in faults},
        reach=shown,
        held=offers.held(request),
        held_any=any(row.held for row in shown.rows),
        steps=_steps(2, kept),
    )


def _take_marking(request: OfficerRequest, form: Form) -> None:
    form.marking = marking_written(request.POST)
    for place, thing in enumerate(form.things):
        for name, index, answer in thing.given():
            answer.held = request.POST.get(f"held-{place}-{name}-{index}", answer.held)


def _unset(form: Form) -> list[Fault]:
    """What the marking still needs before the record can be signed."""
    wanted = (
        ("basis", _("Legal basis"), form.marking.basis in vocabulary("legal_basis").codes),
        ("purpose", _("Purpose"), form.marking.purpose in vocabulary("purpose").codes),
    )
    return [Fault(name, label, _("Choose one.")) for name, label, known in wanted if not known]


@writes
@reading
def sign(request: OfficerRequest, view: View, pk: int) -> HttpResponse:
    """The last step: the whole of it once more, then the signature over exactly that."""
    kept, form = _draft(request, pk)
    read = read_form(view, form)
    if read.faults:
        return redirect(f"{reverse('draft', args=[pk])}?checked=1")
    policy, faults = read_marking(form.marking, request.officer.authority.code)
    if faults or _unset(form):
        return redirect(f"{reverse('draft_marking', args=[pk])}?checked=1")
    shown = reach(request, read, policy, request.officer.authority)
    if request.method == "POST":
        if request.POST.get("seen") == shown.seen and shown.own:
            return _sign(request, view, kept, read, policy)
        messages.warning(request, _("This is not what you looked at: it has changed. Look again, then sign."))
        return redirect("draft_sign", pk)
    return _draft_page(
        request,
        "entry/sign.html",
        view,
        policy,
        kept=kept,
        chosen=form.marking,
        policy=policy,
        reach=shown,
        obstacle=_obstacle(shown),
        counted=_counted(shown),
        steps=_steps(3, kept),
    )


def _obstacle(shown: Reach) -> str:
    """Why this cannot be signed; empty if it can."""
    if not shown.own:
        return _(
            "Signing opens when at least your own authority can read the record. Tick a list it stands on."
        )
    return ""


def _counted(shown: Reach) -> str:
    words = ngettext("%(n)d statement is signed", "%(n)d statements are signed", len(shown.rows))
    return words % {"n": len(shown.rows)}


def _sign(request: OfficerRequest, view: View, kept: Draft, read: ReadForm, policy: Policy) -> HttpResponse:
    with transaction.atomic():
        record = publish_record(
            draft=record_of(read, policy, request.officer.authority.code), officer=request.officer
        )
        drop_draft(draft=kept)
    messages.success(request, _("Signed and stored as record %(record)s.") % {"record": record[:8]})
    subject = read.form.things[0].key
    if view.entity(subject) is None:
        return redirect("home")
    return redirect("record", key=subject, record=record)


@requires("records.publish")
def drafts(request: OfficerRequest) -> HttpResponse:
    """The drafts of this officer."""
    kept = [(each, Form.from_json(each.body)) for each in drafts_of(request.officer)]
    words = ngettext(
        "%(n)d draft waits for your signature", "%(n)d drafts wait for your signature", len(kept)
    )
    headline = words % {"n": len(kept)} if kept else _("No draft of yours waits")
    return page(request, "entry/drafts.html", headline=headline, drafts=kept)


@writes
def drop(request: OfficerRequest, pk: int) -> HttpResponse:
    """Ask, then forget a draft."""
    kept, form = _draft(request, pk)
    if request.method == "POST":
        drop_draft(draft=kept)
        messages.success(request, _("The draft is gone."))
        return redirect("drafts")
    return page(request, "entry/drop.html", kept=kept, form=form)


@requires("records.publish")
def words(request: OfficerRequest, name: str) -> HttpResponse:
    """Words of a vocabulary that hold what is being typed: options for a text field."""
    if name not in vocabulary_names():
        raise Http404
    asked = folded(request.GET.get(request.headers.get("HX-Trigger-Name", "q"), ""))
    labels = (text for _code, text in offers.codes(name) if asked in folded(text))
    found = sorted(labels, key=lambda text: folded(text).find(asked))
    return render(request, "entry/words.html", {"words": found[:_OFFERED]})


def _draft_page(
    request: OfficerRequest, template: str, view: View, marked: Policy, **context: Any
) -> HttpResponse:
    """A page whose band also carries the marking that the draft is to have."""
    lineage, own = view.lineage, request.officer.authority.code
    joined = replace(
        lineage,
        policy=join(lineage.policy, marked),
        policies=lineage.policies + 1,
        originators=tuple(sorted({*lineage.originators, own})),
    )
    if "why" in request.GET:
        template, context = "pages/why.html", explanation(request, joined, own)
    return render(request, template, {**context, "lineage": joined})
