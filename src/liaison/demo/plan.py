"""What the region will hold, before anything is stored: records in the making, in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import Reading
from liaison.demo.content import language_of
from liaison.demo.markings import basis_of, marking
from liaison.demo.names import sentence
from liaison.kernel.policy import Policy, join
from liaison.records.payload import DraftRecord, DraftStatement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YEARS = 5
_FRESH = 20  # days: what is older was sent in as a sheet of its month,
_SETTLED = 330  # and what is older still as a sheet of its quarter


@dataclass(frozen=True, slots=True)
class How:
    """How a statement is made: its 4x4 grade, tighter marking, nature and time."""

    grade: str = "B2"
    marking: str | None = None
    opinion: bool = False
    observed: str | None = None
    language: str = ""


SURE = How("A1")
PLAIN = How("B2")
DOUBTED = How("C3")


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """A record with its id and its day, not yet signed."""

    record: str
    created: datetime
    draft: DraftRecord


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that later records refer to: who entered it, about which day, and what was said of it first."""

    key: str
    author: str
    day: date
    texts: Mapping[str, str]


@dataclass(slots=True)
class RegionPlan:
    """All records, and the things that they share."""

    seed: int
    today: date
    size: float
    records: list[PlannedRecord] = field(default_factory=list)
    cast: dict[str, list[Known]] = field(default_factory=dict)

    def dice(self, chapter: str) -> Random:
        """Chance for one chapter, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}/{chapter}")  # noqa: S311 - makes a demonstration repeatable, no secret

    def many(self, number: int) -> int:
        """That number, at the size of this region; at least two."""
        return max(2, round(number * self.size))

    @property
    def beginning(self) -> date:
        """The first day of the region."""
        return self.today - timedelta(days=YEARS * 365 - 10)

    @property
    def latest(self) -> datetime:
        """The latest moment at which something is signed: the first of today, so that it is past."""
        return _at(self.today, 0)

    def day(self, dice: Random) -> date:
        """Any day of the region before today."""
        return self.beginning + timedelta(days=dice.randrange((self.today - self.beginning).days))

    def signed_after(self, day: date) -> datetime:
        """When a record about that day is signed: next morning, or with the sheet of its month or quarter."""
        age = (self.today - day).days
        if age <= _FRESH:
            return min(_at(day + timedelta(days=1), 7), self.latest)
        closing = day.month if age <= _SETTLED else -(-day.month // 3) * 3
        following = day.replace(month=closing, day=28) + timedelta(days=7)
        return min(_at(following.replace(day=3), 9), self.latest)

    def known(self, kind: str) -> Sequence[Known]:
        """The things of a kind that records so far have introduced to others."""
        return self.cast.get(kind, ())


class Sketch:
    """A record being written by one authority about one day, under one marking."""

    def __init__(self, plan: RegionPlan, dice: Random, author: str, day: date, under: str) -> None:
        self.plan = plan
        self.day = day
        self.record = new_key(dice)
        self.created = plan.signed_after(day)
        self.draft = DraftRecord(author=author, policy=Policy(), purpose="", basis=basis_of(under))
        self.draft.policy = self.marked(under)
        self._dice = dice
        self._categories: list[str] = []

    def marked(self, name: str) -> Policy:
        """A marking of this author on the day of signing."""
        return marking(name, self.draft.author, self.created.date(), self.plan.today)

    def about(self, kind: str, key: str = "", *, category: str = "") -> int:
        """Name a subject, new without a key; of a person, the category of data subject."""
        self.draft.subjects.append((key or new_key(self._dice), kind))
        self._categories.append(category)
        return len(self.draft.subjects) - 1

    def key(self, subject: int) -> str:
        """The key of a subject."""
        return self.draft.subjects[subject][0]

    def say(self, subject: int, name: str, raw: str, how: How = PLAIN) -> None:
        """State a property, by its bare name, of a subject; `raw` is as the author writes it."""
        term, text = canonical_text(self.draft.subjects[subject][1], name, raw)
        tighter = None if how.marking is None else join(self.draft.policy, self.marked(how.marking))
        self.draft.statements.append(
            DraftStatement(
                subject=subject,
                property=term,
                text=text,
                original=None if raw == text else raw,
                observed=how.observed,
                source=how.grade[0],
                information=how.grade[1],
                opinion=how.opinion,
                category=self._categories[subject],
                language=how.language,
                policy=tighter,
            )
        )

    def write(self, subject: int, name: str, topic: str, how: How = PLAIN) -> None:
        """State a sentence of `texts.yaml` on a topic, in the language of the author."""
        language = language_of(self.draft.author)
        self.say(subject, name, sentence(self._dice, topic, language), replace(how, language=language))

    def close(self, purpose: str, *, introduces: str = "") -> Known:
        """Put the record into the plan; `introduces` lets later records refer to its first subject."""
        self.draft.purpose = purpose
        self.plan.records.append(PlannedRecord(self.record, self.created, self.draft))
        texts = {
            s.property.rpartition(".")[2]: s.text for s in reversed(self.draft.statements) if not s.subject
        }
        known = Known(self.key(0), self.draft.author, self.day, texts)
        if introduces:
            self.plan.cast.setdefault(introduces, []).append(known)
        return known


@lru_cache(maxsize=65_536)
def canonical_text(kind: str, name: str, raw: str) -> tuple[str, str]:
    """The id of a property and the canonical text of a value."""
    prop = ontology().kind(kind).properties[name]
    return prop.id, prop.read(raw, Reading(decimal_mark=".")).text


def new_key(dice: Random) -> str:
    """A key for a subject or a record, from the seed: only a demonstration may draw it so."""
    return f"{dice.getrandbits(128):032x}"


def happens(dice: Random, share: float) -> bool:
    """Whether something does that comes about in this share of all cases."""
    return dice.random() < share


def drawn(dice: Random, weights: Mapping[str, int]) -> str:
    """One of some codes, by its weight."""
    return dice.choices(list(weights), list(weights.values()))[0]


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)
