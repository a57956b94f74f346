"""What happened to a thing, newest first: the records that speak of it, and what will happen by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.records.seen import Entity, Seen


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: at a moment if it has happened, on a day if it will."""

    moment: datetime | None
    day: date | None
    state: str
    text: str
    author: str = ""


def events(entity: Entity) -> Iterator[Event]:
    """The timeline of an entity."""
    yield from _coming(entity)
    records = _by_record(entity)
    for place, statements in enumerate(records):
        yield Event(
            moment=statements[0].created,
            day=None,
            state="" if place else "now",
            text=_said(statements),
            author=statements[0].author,
        )


def _coming(entity: Entity) -> Iterator[Event]:
    """The next review and the next deletion that markings of standing statements set."""
    coming = [
        (_("Review due; until it is done only its originator reads on"), _days(entity, "review")),
        (_("Deleted by itself"), _days(entity, "delete")),
    ]
    for words, days in sorted(coming, key=lambda event: event[1][:1], reverse=True):
        if days:
            count = days.count(days[0])
            counted = ngettext("%(n)d statement", "%(n)d statements", count) % {"n": count}
            yield Event(moment=None, day=days[0], state="next", text=f"{words}: {counted}")


def _days(entity: Entity, name: str) -> list[date]:
    return sorted(day for seen in entity.statements if (day := getattr(seen.policy, name)) is not None)


def _by_record(entity: Entity) -> list[list[Seen]]:
    groups: dict[str, list[Seen]] = {}
    for seen in (*entity.statements, *entity.former):
        groups.setdefault(seen.record, []).append(seen)
    return sorted(groups.values(), key=lambda group: group[0].created, reverse=True)


def _said(statements: list[Seen]) -> str:
    gone = sum(seen.withdrawn for seen in statements)
    words = ngettext("%(n)d statement added", "%(n)d statements added", len(statements)) % {
        "n": len(statements)
    }
    if not gone:
        return words
    later = ngettext("%(n)d of them withdrawn since", "%(n)d of them withdrawn since", gone) % {"n": gone}
    return f"{words}, {later}"
