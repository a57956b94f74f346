"""Filters of a list, generated from the ontology: what was typed, how it was read, and how to drop it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import Kind, Property
from liaison.catalogue.ontology.values.base import Reading, ValueFault
from liaison.web import wording
from liaison.web.naming import language

_FEW = 30  # codes that a list to choose from may hold; longer vocabularies are typed
_TRUTH = "truth"
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """A filter that could not be read, in the words of its value type."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """One filter as the form shows it."""

    name: str
    label: str
    raw: str
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    text: str = ""
    shown: str = ""
    day: date | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """All filters of a list, the address without any, and for each filter the address without it."""

    controls: tuple[Control, ...]
    clear: str
    addresses: Mapping[str, str]

    @classmethod
    def of(cls, request: HttpRequest, controls: Sequence[Control], keep: tuple[str, ...] = ()) -> "Narrowing":
        """The filters with the addresses that drop them; `keep` names parameters that are no filters."""
        kept = {name: request.GET[name] for name in keep if name in request.GET}
        addresses = {c.name: _without(request, c.name) for c in controls if c.raw}
        return cls(tuple(controls), f"{request.path}?{urlencode(kept)}", addresses)

    @property
    def used(self) -> tuple[Control, ...]:
        """The filters that are set."""
        return tuple(control for control in self.controls if control.raw)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The filters that could not be read."""
        return tuple(Fault(f"f-{c.name}", c.label, c.fault) for c in self.controls if c.fault)

    @property
    def where(self) -> dict[str, str]:
        """Canonical texts by property name, as the View takes them."""
        return {c.name: c.text for c in self.controls if c.text}

    def raw(self, name: str) -> str:
        """What was typed or chosen for a filter; empty where there is none of that name."""
        return next((c.raw for c in self.controls if c.name == name), "")

    def day(self, name: str) -> date | None:
        """The day of the filter `since` or `until`."""
        return next((c.day for c in self.controls if c.name == name), None)

    @property
    def words(self) -> list[str]:
        """What the list is narrowed by, for the sentence under its title."""
        words = _("%(filter)s: %(value)s")
        return [words % {"filter": c.label, "value": c.shown} for c in self.used if c.shown]


def narrowing(request: HttpRequest, kind: Kind) -> Narrowing:
    """The filters of the list of a kind, as its address sets them."""
    narrowed = (kind.properties[name] for name in kind.filters if name != kind.date)
    controls = [_read(term, request.GET.get(term.name, "").strip()) for term in narrowed]
    if kind.date:
        controls += period_controls(request)
    return Narrowing.of(request, controls)


def period_controls(request: HttpRequest) -> Iterator[Control]:
    """The two filters of a period, both days included."""
    for name, label in (("since", _("From day")), ("until", _("To day"))):
        yield _period(name, label, request.GET.get(name, "").strip())


def _read(term: Property, raw: str) -> Control:
    label = term.label(language())
    options = _options(term)
    if not raw:
        return Control(term.name, label, raw, options)
    try:
        text = term.read(raw, Reading(language=language())).text
    except ValueFault as fault:
        return Control(term.name, label, raw, options, fault=str(fault))
    return Control(
        name=term.name,
        label=label,
        raw=text if options else raw,
        options=options,
        text=text,
        shown=term.show(text, language()),
    )


def _options(term: Property) -> tuple[tuple[str, str], ...]:
    name = _TRUTH if term.type.name == _TRUTH else term.vocabulary
    listed = vocabulary(name) if name else None
    if listed is None or len(listed.codes) > _FEW:
        return ()
    return tuple((code, listed.label(code, language())) for code in listed.codes)


def _period(name: str, label: str, raw: str) -> Control:
    hint = wording.day(timezone.localdate())
    if not raw:
        return Control(name, label, raw, hint=hint)
    try:
        read = wording.date_term().read(raw, Reading(language=language()))
    except ValueFault as fault:
        return Control(name, label, raw, hint=hint, fault=str(fault))
    if read.number is None:
        return Control(name, label, raw, hint=hint, fault=_("“?” is no day. Write a day, a month or a year."))
    day = _EPOCH + timedelta(days=int(read.number)) if name == "since" else _last_day(read.text)
    return Control(name, label, raw, hint=hint, shown=wording.day(day), day=day)


def _last_day(text: str) -> date:
    """The last day of a year, a month or a day in its canonical form; of an interval, that of its end."""
    year, month, day = [*text.rpartition("/")[2][:10].split("-"), "", ""][:3]
    if day:
        return date(int(year), int(month), int(day))
    following = int(year) * 12 + (int(month) if month else 12)
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)


def _without(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    del query[name]
    query.pop("from", None)
    return f"{request.path}?{query.urlencode()}"
