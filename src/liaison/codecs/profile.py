"""Mapping profiles: which column of a sheet says what, as data.

A profile is a YAML file. Those that ship stand beside this module in ``profiles/``, those that officers save
in the folder ``profiles/`` of the node::

    labels: {en: ..., es: ..., fr: ..., pt: ...}
    kind: Seizure
    separator: ";"            CSV; found out where it is left out
    encoding: windows-1252    of a CSV that is not UTF-8
    worksheet: Table 1        of a workbook; else its first
    by_label: true            headers are property names, or their labels in any language
    reading: {language: en, decimal_mark: ".", day_first: false}
    evaluation: {source: B, information: "2", category: suspect}
    observed: DATE            the column that says when it was observed
    key: [REFERENCE]          the columns that tell rows apart; without them the whole row does
    columns: {COUNTRY: country}
    joined: {quantity: [AMOUNT, UNIT]}
    constants: {country: XN}
    unknown: [n/a]            texts that say: not known
    replaced: {DRUG: {kokane: cocaine}}   what is read instead of a text of a column, or of joined ones
    ignored: [ROW]
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from liaison.catalogue.faults import CatalogueError
from liaison.catalogue.loader import LANGUAGES, Section, near_names, read_section
from liaison.catalogue.ontology import Kind, ontology
from liaison.catalogue.ontology.values.base import Reading
from liaison.codecs.faults import ProfileError
from liaison.records.interning import Grading

_FOLDER = Path(__file__).with_name("profiles")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_TEXTS = ("kind", "separator", "encoding", "worksheet", "observed")
_LISTS = ("key", "unknown", "ignored")
_PAIRS = ("columns", "constants")
_READING = ("language", "decimal_mark", "day_first")
_EVALUATION = ("source", "information", "category")
_ALL = ("labels", "by_label", "reading", "evaluation", "joined", "replaced", *_TEXTS, *_LISTS, *_PAIRS)


@dataclass(frozen=True, slots=True)
class Profile:
    """How to read one sort of sheet; its members are those of the file."""

    name: str
    kind: str
    labels: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    encoding: str = ""
    worksheet: str = ""
    by_label: bool = False
    reading: Reading = field(default_factory=Reading)
    grading: Grading = field(default_factory=lambda: Grading("X", "4"))
    observed: str = ""
    key: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def profiles() -> dict[str, Profile]:
    """Every profile by name: those that ship, then those that were saved on this node.

    Raises:
        CatalogueError: a file is not exactly a profile.
        ProfileError: it contradicts the ontology.
    """
    saved = sorted(_saved().glob("*.yaml")) if _saved().is_dir() else []
    return {**_shipped(), **{path.stem: read_profile(path) for path in saved}}


@cache
def _shipped() -> dict[str, Profile]:
    return {path.stem: read_profile(path) for path in sorted(_FOLDER.glob("*.yaml"))}


def _saved() -> Path:
    return Path(settings.LIAISON_NODE) / "profiles"


def read_profile(path: Path) -> Profile:
    """Read one profile.

    Raises:
        CatalogueError: the file is not exactly a profile.
        ProfileError: it contradicts the ontology.
    """
    top = read_section(path)
    top.allow(*_ALL)
    profile = Profile(
        name=path.stem,
        kind=top.text("kind"),
        labels=top.labels_under("labels") if "labels" in top else {},
        separator=top.text("separator", ""),
        encoding=top.text("encoding", ""),
        worksheet=top.text("worksheet", ""),
        by_label=top.flag("by_label"),
        reading=_reading(top),
        grading=_grading(top),
        observed=top.text("observed", ""),
        key=top.texts("key"),
        columns=_pairs(top, "columns"),
        joined=_joined(top),
        constants=_pairs(top, "constants"),
        unknown=top.texts("unknown"),
        ignored=top.texts("ignored"),
        replaced=_replaced(top),
    )
    check_profile(profile)
    return profile


def _pairs(top: Section, name: str) -> Mapping[str, str]:
    return top.section(name).texts_by_key() if name in top else {}


def _joined(top: Section) -> dict[str, tuple[str, ...]]:
    named = top.section("joined") if "joined" in top else None
    return {key: named.texts(key) for key in named.nodes} if named else {}


def _replaced(top: Section) -> dict[str, Mapping[str, str]]:
    named = top.section("replaced") if "replaced" in top else None
    return {key: named.section(key).texts_by_key() for key in named.nodes} if named else {}


def _reading(top: Section) -> Reading:
    if "reading" not in top:
        return Reading()
    stated = top.section("reading")
    stated.allow(*_READING)
    return Reading(
        language=stated.text("language", "en"),
        decimal_mark=stated.text("decimal_mark", ""),
        day_first=stated.flag("day_first") if "day_first" in stated else None,
    )


def _grading(top: Section) -> Grading:
    language = _reading(top).language
    if "evaluation" not in top:
        return Grading("X", "4", language=language)
    stated = top.section("evaluation")
    stated.allow(*_EVALUATION)
    return Grading(
        source=stated.text("source", "X"),
        information=stated.text("information", "4"),
        category=stated.text("category", ""),
        language=language,
    )


def check_profile(profile: Profile) -> None:
    """Check a profile against the ontology.

    Raises:
        CatalogueError: there is no such kind.
        ProfileError: a property is not one of the kind, or two columns give one that has one value only.
    """
    kind = ontology().kind(profile.kind)
    sources = (*profile.columns.values(), *profile.joined, *profile.constants)
    for name in sources:
        if name not in kind.properties:
            raise ProfileError(
                f"the profile {profile.name} gives {kind.name} a property it has not",
                value=name,
                remedy=near_names(name, list(kind.properties)) or "See the reference of kinds.",
            )
        if sources.count(name) > 1 and not kind.properties[name].multiple:
            raise ProfileError(
                f"the profile {profile.name} takes this property from several columns",
                value=name,
                remedy="It has one value only: join the columns, or ignore all but one.",
            )
    if kind.abstract or (kind.person and not profile.grading.category):
        raise ProfileError(
            f"the profile {profile.name} cannot make things of this kind",
            value=kind.name,
            remedy="Choose a kind that is not abstract; for persons state the category in its evaluation.",
        )


def save_profile(*, profile: Profile) -> Path:
    """Keep a profile in the node folder; one of the same name is replaced.

    Raises:
        ProfileError: the name is not of lower-case words joined by hyphens or belongs to a profile that
            ships, or the profile contradicts the ontology.
    """
    if not _NAME.fullmatch(profile.name) or profile.name in _shipped():
        raise ProfileError(
            "this cannot name a profile of yours",
            value=profile.name,
            remedy="Write lower-case words joined by hyphens that name no profile of the product.",
        )
    check_profile(profile)
    _saved().mkdir(mode=0o700, parents=True, exist_ok=True)
    draft, path = (_saved() / f"{profile.name}{end}" for end in (".draft", ".yaml"))
    draft.write_text(yaml.safe_dump(_written(profile), allow_unicode=True, sort_keys=False), "utf-8")
    return draft.replace(path)


def _written(profile: Profile) -> dict[str, object]:
    reading, grading = profile.reading, profile.grading
    members: dict[str, object] = {
        "labels": dict(profile.labels),
        "reading": {
            "language": reading.language,
            "decimal_mark": reading.decimal_mark,
            "day_first": reading.day_first,
        },
        "evaluation": {name: getattr(grading, name) for name in _EVALUATION},
        "by_label": profile.by_label,
        "joined": {name: list(columns) for name, columns in profile.joined.items()},
        "replaced": {column: dict(texts) for column, texts in profile.replaced.items()},
        **{name: getattr(profile, name) for name in _TEXTS},
        **{name: list(getattr(profile, name)) for name in _LISTS},
        **{name: dict(getattr(profile, name)) for name in _PAIRS},
    }
    return {name: _stated(member) for name, member in members.items() if _stated(member)}


def _stated(member: object) -> object:
    """What is left of a member without what says nothing."""
    if isinstance(member, dict):
        return {name: value for name, value in member.items() if value not in ("", None)}
    return member


def shown_labels(kind: Kind) -> dict[str, str]:
    """The properties of a kind by name and by each label, in lower case without repeated blanks."""
    found = {
        plain(label): name
        for name, prop in reversed(tuple(kind.properties.items()))
        for label in (prop.label(language) for language in LANGUAGES)
    }
    return found | {plain(name): name for name in kind.properties}


def plain(header: str) -> str:
    """A header as it is compared with labels."""
    return " ".join(re.sub(r"[\W_]+", " ", header).casefold().split())


def near_headers(wanted: str, headers: Iterable[str]) -> str:
    """A sentence naming headers like the wanted one."""
    return near_names(wanted, list(headers)) or "Choose another profile, or save one for this sheet."


__all__ = [
    "CatalogueError",
    "Profile",
    "ProfileError",
    "check_profile",
    "near_headers",
    "plain",
    "profiles",
    "read_profile",
    "save_profile",
    "shown_labels",
]
