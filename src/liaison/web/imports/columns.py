"""The columns of a sheet and what each says: as a profile has it, as was guessed, as an officer decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import Reading
from liaison.codecs.chunk import Chunk
from liaison.codecs.faults import ProfileError
from liaison.codecs.mapping import REJECT_HEADERS, guess_profile, sources_of
from liaison.codecs.profile import Profile, profiles
from liaison.codecs.sheet import Sheet, open_sheet
from liaison.people.models import Officer
from liaison.records.interning import Grading
from liaison.web.imports.uploads import Upload
from liaison.web.naming import language

_SAMPLES = 3
_ROWS = 200  # rows looked through for samples
_OF_PARTS = ("quantity", "money")  # types whose number and unit may stand in two columns


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, some of its texts, the property it is read as (empty for none)."""

    place: int
    header: str
    samples: tuple[str, ...]
    term: str


def profile_names(officer: Officer) -> list[tuple[str, str]]:
    """The profiles that ship and those of the own authority, with their labels."""
    own = prefix(officer)
    return [
        (name, profile.labels.get(language()) or profile.labels.get("en") or name)
        for name, profile in profiles().items()
        if profile.labels or name.startswith(own)
    ]


def prefix(officer: Officer) -> str:
    """What the names of an authority's own profiles begin with."""
    return f"{officer.authority.code.lower()}-"


def opened(upload: Upload, profile: Profile | None = None) -> Sheet:
    """The table in an upload.

    Raises:
        SheetError: there is none that can be read.
    """
    known = profile or Profile("", upload.kind)
    return open_sheet(
        upload.sheet, worksheet=known.worksheet, separator=known.separator, encoding=known.encoding
    )


def proposed(upload: Upload) -> Profile:
    """The profile chosen for an upload, or else a guess from its header.

    Raises:
        SheetError: the file cannot be read as a table.
        ProfileError: the chosen profile does not fit the header.
    """
    chosen = profiles().get(upload.profile)
    if chosen is None:
        headers = [header for header in opened(upload).headers if header not in REJECT_HEADERS]
        return guess_profile(headers, upload.kind)
    sources_of(chosen, opened(upload, chosen).headers)
    return chosen


def columns(upload: Upload, profile: Profile) -> list[Column]:
    """The columns of an upload with samples, and what the profile says of each."""
    sheet = opened(upload, profile)
    sources = sources_of(profile, sheet.headers)
    terms = {column: source.name for source in sources for column in source.columns}
    first = next(iter(sheet.chunks(_ROWS)), None)
    headers = [header for header in sheet.headers if header not in REJECT_HEADERS]
    return [
        Column(place, header, _samples(first, header), terms.get(header, ""))
        for place, header in enumerate(headers)
    ]


def _samples(first: Chunk | None, header: str) -> tuple[str, ...]:
    texts = first.table.column(header).to_pylist() if first else []
    return tuple(list(dict.fromkeys(text for text in texts if text))[:_SAMPLES])


def decided(sent: QueryDict, upload: Upload, officer: Officer) -> Profile:
    """The profile that an officer made of a proposal.

    Two columns of a property are joined in their order, unless it keeps several values as they are.

    Raises:
        ProfileError: it has no name.
        SheetError: the file cannot be read as a table.
    """
    if not (name := sent.get("name", "").strip()):
        raise ProfileError(
            _("the profile has no name"),
            remedy=_("Write lower-case words joined by hyphens."),
        )
    headers = [header for header in opened(upload).headers if header not in REJECT_HEADERS]
    chosen = {header: sent.get(f"column-{place}", "") for place, header in enumerate(headers)}
    by_term: dict[str, list[str]] = {}
    for header, term in chosen.items():
        if term in ontology().kind(upload.kind).properties:
            by_term.setdefault(term, []).append(header)
    joined = {term: tuple(parts) for term, parts in by_term.items() if _is_joined(upload.kind, term, parts)}
    return Profile(
        name=prefix(officer) + name,
        kind=upload.kind,
        columns={part: term for term, parts in by_term.items() if term not in joined for part in parts},
        joined=joined,
        reading=Reading(language=language(), decimal_mark=_mark(sent), day_first=_day_first(sent)),
        grading=_grading(sent),
        ignored=tuple(header for header, term in chosen.items() if term not in by_term),
    )


def _is_joined(kind: str, term: str, parts: list[str]) -> bool:
    prop = ontology().kind(kind).properties[term]
    return len(parts) > 1 and (prop.type.name in _OF_PARTS or not prop.multiple)


def _day_first(sent: QueryDict) -> bool | None:
    return {"yes": True, "no": False}.get(sent.get("day_first", ""))


def _mark(sent: QueryDict) -> str:
    mark = sent.get("decimal_mark", "")
    return mark if mark in (".", ",") else ""


def _grading(sent: QueryDict) -> Grading:
    return Grading(
        source=sent.get("source", "") or "X",
        information=sent.get("information", "") or "4",
        category=sent.get("category", ""),
        language=language(),
    )


def mended(profile: Profile, instead: Mapping[tuple[str, str], str], officer: Officer) -> Profile:
    """The profile with what is to be read `instead` of texts, by column and text, in all their rows.

    One that ships becomes one of the authority.
    """
    replaced = {column: dict(texts) for column, texts in profile.replaced.items()}
    for (column, text), other in instead.items():
        replaced.setdefault(column, {})[text] = other
    name = profile.name if profile.name.startswith(prefix(officer)) else prefix(officer) + profile.name
    return replace(profile, name=name, replaced=replaced)
