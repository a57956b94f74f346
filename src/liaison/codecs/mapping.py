"""A profile laid on a sheet: which columns each property is read from, and a proposal for an unknown one."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from liaison.catalogue.ontology import ontology
from liaison.codecs.faults import ProfileError
from liaison.codecs.profile import Profile, near_headers, plain, shown_labels

REJECT_HEADERS = (
    "import: row",
    "import: column",
    "import: value",
    "import: what is wrong",
    "import: what would be accepted",
)
"""What a reject file has in front of the original columns; ignored when it comes back mended."""

_NEAR_ENOUGH = 88


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of the property ``name`` come from: columns, joined by a blank, or a constant."""

    name: str
    columns: tuple[str, ...] = ()
    constant: str = ""

    @property
    def label(self) -> str:
        """What a person knows it by."""
        return " + ".join(self.columns) or "constant"


def sources_of(profile: Profile, headers: Sequence[str]) -> tuple[Source, ...]:
    """Lay a profile on a header: where the values of each property come from.

    Raises:
        ProfileError: the sheet has not the columns of the profile, or others that it does not name.
    """
    known = set(headers) - set(REJECT_HEADERS)
    columns = dict(profile.columns)
    if profile.by_label:
        columns |= _labelled(profile, [h for h in headers if h in known and h not in profile.ignored])
    joined = {column for parts in profile.joined.values() for column in parts}
    named = {*columns, *joined}
    for missing in sorted(({*named, *profile.key, profile.observed} - {""}) - known):
        raise ProfileError(
            f"the sheet has no such column, which the profile {profile.name} needs",
            value=missing,
            remedy=near_headers(missing, known),
        )
    for unnamed in sorted(known - named - set(profile.ignored)):
        raise ProfileError(
            f"the profile {profile.name} says nothing about this column",
            value=unnamed,
            remedy="Map it to a property, or name it among the ignored columns.",
        )
    return (
        *(Source(prop, (column,)) for column, prop in columns.items()),
        *(Source(prop, parts) for prop, parts in profile.joined.items()),
        *(Source(prop, constant=text) for prop, text in profile.constants.items()),
    )


def _labelled(profile: Profile, headers: Sequence[str]) -> dict[str, str]:
    labels = shown_labels(ontology().kind(profile.kind))
    for header in headers:
        if plain(header) not in labels:
            raise ProfileError(
                f"no property of {profile.kind} is called so",
                value=header,
                remedy=near_headers(header, labels),
            )
    return {header: labels[plain(header)] for header in headers}


def guess_profile(headers: Sequence[str], kind: str, name: str = "guessed") -> Profile:
    """Propose a profile for a sheet: what is called like a property is read as it, the rest is ignored.

    A property that takes one value gets the column that is called most like it.

    Raises:
        CatalogueError: there is no such kind.
    """
    chosen = ontology().kind(kind)
    labels = shown_labels(chosen)
    scored: list[tuple[float, str, str]] = []
    for header in headers:
        near = process.extractOne(plain(header), list(labels), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
        if near and chosen.properties[labels[near[0]]].type.name != "link":
            scored.append((near[1], header, labels[near[0]]))
    columns: dict[str, str] = {}
    for _, header, prop in sorted(scored, reverse=True):
        if chosen.properties[prop].multiple or prop not in columns.values():
            columns[header] = prop
    ordered = {header: columns[header] for header in headers if header in columns}
    ignored = tuple(header for header in headers if header not in columns)
    return Profile(name=name, kind=kind, columns=ordered, ignored=ignored)
