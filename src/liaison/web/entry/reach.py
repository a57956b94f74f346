"""Who will see what of a record, before it is signed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.kernel.canonical import Json, canonical
from liaison.kernel.policy import Existence, Policy, Reason, Verdict
from liaison.people.models import Authority
from liaison.records.payload import DraftRecord, write_payload
from liaison.records.services import preview_record
from liaison.web import naming, wording
from liaison.web.entry.reading import ReadForm, record_of, statements

_SIGNS = {
    Existence.READABLE: ("yes", "●"),
    Existence.HIT: ("hit", "◐"),
    Existence.COUNTABLE: ("hit", "∑"),
    Existence.INVISIBLE: ("no", "–"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one authority meets of one field."""

    state: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: where its answer stands, what it says, and what each authority meets of it."""

    id: str
    label: str
    held: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Because:
    """Why something is held back: from whom, in words, and which fields where it is not all of them."""

    authorities: str
    words: str
    fields: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The table of fields and authorities, the reasons below it, and the number of those who see something.

    `seen` is the digest of all this: signing names it, so that nothing is signed that was not shown.
    """

    authorities: tuple[str, ...]
    rows: tuple[Row, ...]
    reasons: tuple[Because, ...]
    reached: int
    hinted: int
    own: bool
    seen: str

    @property
    def headline(self) -> str:
        """The answer first."""
        if not self.rows:
            return _("Nothing can be shared yet: no value is readable")
        if not self.own and not self.reached:
            return _("This reaches nobody, not even your own authority")
        if not self.reached:
            return _("This reaches no other authority")
        words = ngettext("This reaches %(n)d authority", "This reaches %(n)d authorities", self.reached)
        return words % {"n": self.reached}

    @property
    def hints(self) -> str:
        """How many learn no more than that something is held."""
        words = ngettext(
            "%(n)d more learns only that something is held.",
            "%(n)d more learn only that something is held.",
            self.hinted,
        )
        return words % {"n": self.hinted} if self.hinted else ""


def reach(request: HttpRequest, read: ReadForm, policy: Policy, own: Authority) -> Reach:
    """What each authority that this node knows would come to see, if the form were signed now."""
    authorities = [own, *Authority.objects.exclude(pk=own.pk).order_by("code")]
    draft = record_of(read, policy, own.code)
    preview = preview_record(draft, authorities=authorities, moment=datetime.now(UTC))
    spots = [spot for spot, _statement in statements(read, policy)]
    verdicts = [met for _stated, met in preview.rows]
    labels = [_label(read, *spot) for spot in spots]
    names = [_field_name(read, *spot) for spot in spots]
    codes = [authority.code for authority in authorities]
    reading = _meeting(verdicts, Existence.READABLE)
    return Reach(
        authorities=tuple(codes),
        rows=tuple(
            Row(_id(*spot), label, _held(read, *spot), tuple(_cell(met[code]) for code in codes))
            for spot, label, met in zip(spots, labels, verdicts, strict=True)
        ),
        reasons=tuple(_reasons(request, codes, names, verdicts)),
        reached=len(reading - {own.code}),
        hinted=len(_meeting(verdicts, Existence.HIT) - reading),
        own=own.code in reading,
        seen=_digest(draft, verdicts),
    )


def _meeting(verdicts: Sequence[dict[str, Verdict]], existence: Existence) -> set[str]:
    """The authorities that meet this much of at least one field."""
    return {code for met in verdicts for code, verdict in met.items() if verdict.existence is existence}


def _id(place: int, name: str, index: int) -> str:
    return f"held-{place}-{name}-{index}"


def _held(read: ReadForm, place: int, name: str, index: int) -> str:
    return read.form.things[place].answers[name][index].held


def _label(read: ReadForm, place: int, name: str, index: int) -> str:
    return f"{_field_name(read, place, name, index)}: {read.understood[place, name, index].words}"


def _field_name(read: ReadForm, place: int, name: str, _index: int) -> str:
    thing = read.form.things[place]
    field = thing.model.properties[name].label(naming.language())
    return field if len(read.form.things) == 1 else f"{read.caption(place)} · {field}"


def _cell(verdict: Verdict) -> Cell:
    words = {
        Existence.READABLE: _("sees it"),
        Existence.HIT: _("hit or no hit only"),
        Existence.COUNTABLE: _("counted in statistics only"),
        Existence.INVISIBLE: _("held back"),
    }
    return Cell(*_SIGNS[verdict.existence], words[verdict.existence])


def _reasons(
    request: HttpRequest, codes: Sequence[str], labels: Sequence[str], verdicts: Sequence[dict[str, Verdict]]
) -> list[Because]:
    """One line for all authorities that are held back from the same fields for the same reason."""
    names = naming.authority_names(request)
    lines: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for code in codes:
        for words, held in _held_from(request, code, labels, verdicts).items():
            lines.setdefault((words, tuple(held)), []).append(names.get(code, code))
    return [
        Because(", ".join(who), words, "" if len(held) == len(labels) else "; ".join(held))
        for (words, held), who in lines.items()
    ]


def _held_from(
    request: HttpRequest, code: str, labels: Sequence[str], verdicts: Sequence[dict[str, Verdict]]
) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    nothing = not any(met[code].existence for met in verdicts)
    for label, met in zip(labels, verdicts, strict=True):
        if met[code].existence is not Existence.READABLE:
            words = reason_words(request, met[code])
            if nothing:
                words = _("%(reason)s. Empty column: nothing is told, not even that a record exists") % {
                    "reason": words
                }
            held.setdefault(words, []).append(label)
    return held


def reason_words(request: HttpRequest, verdict: Verdict) -> str:
    """Why somebody may not read, as the end of a sentence about them."""
    detail = verdict.detail
    sentences = {
        Reason.READABLE: _("may read it"),
        Reason.DELETED: _("the deletion date, %(detail)s, has come"),
        Reason.NOBODY: _("no list is named, or none that can be read: it reaches nobody"),
        Reason.REVIEW_DUE: _("the review date, %(detail)s, has come"),
        Reason.OUTSIDE_AUDIENCE: _("not on the list %(detail)s"),
        Reason.ABOVE_CLEARANCE: _("no officer there is cleared for %(detail)s"),
        Reason.OTHER_PURPOSE: _("it may not be read for the purpose of the record, %(detail)s"),
    }
    return sentences[verdict.reason] % {"detail": _detail_words(request, verdict.reason, detail)}


def _detail_words(request: HttpRequest, reason: Reason, detail: str) -> str:
    if reason is Reason.OUTSIDE_AUDIENCE:
        named = Policy(audience=frozenset(detail.split(", ")))
        return ", ".join(f"“{title}”" for title in naming.audience(request, named))
    if reason is Reason.ABOVE_CLEARANCE:
        return naming.label(detail.lower(), "level")
    if reason is Reason.OTHER_PURPOSE:
        return naming.label(detail, "purpose")
    return wording.day(datetime.fromisoformat(detail)) if detail else ""


def _digest(draft: DraftRecord, verdicts: Sequence[dict[str, Verdict]]) -> str:
    """SHA-256 of what would be signed and of what each authority would meet: changes when either does."""
    met: list[Json] = [{code: verdict.existence.name for code, verdict in row.items()} for row in verdicts]
    record = write_payload(draft, record="", created=datetime.min.replace(tzinfo=UTC))
    return hashlib.sha256(record + canonical(met)).hexdigest()
