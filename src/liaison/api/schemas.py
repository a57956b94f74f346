"""The described form of requests and answers. Requests are held to it; answers are made by `shapes`."""

from datetime import datetime
from typing import Any

from ninja import Field, Schema


class Problem(Schema):
    """A refusal (RFC 9457)."""

    title: str
    status: int
    reason: str
    remedy: str
    value: str | None = None
    detail: str | None = None


class Marking(Schema):
    """How something is marked; a request gives what differs from an unmarked policy."""

    level: str
    tlp: str
    handling: list[str]
    conditions: list[str]
    audience: list[str]
    purposes: list[str] | None
    originators: list[str]
    existence: str
    review: str | None
    delete: str | None


class Marked(Schema):
    """What every answer of a View carries: the strictest of its markings, and its originators."""

    marking: Marking
    originators: list[str]


class Statement(Schema):
    """One value that an authority states."""

    id: str
    subject: str
    property: str
    value: str
    shown: str
    original: str | None
    link: str | None
    author: str
    created: datetime
    observed: str | None
    source: str
    information: str
    opinion: bool
    category: str
    language: str
    marking: Marking
    withdrawn: bool = False
    reason: str = ""


class Entity(Schema):
    """Everything visible of a thing: standing statements, history, captions of what it links to."""

    key: str
    keys: list[str]
    kind: str
    caption: str
    statements: list[Statement]
    former: list[Statement]
    linked: dict[str, str]


class EntityAnswer(Marked):
    """One entity."""

    entity: Entity


class Hit(Schema):
    """That an authority holds something of a kind, and may be asked."""

    kind: str
    authority: str


class Cell(Schema):
    """A value in a list, and the id of the statement that says it."""

    value: str
    shown: str
    statement: str


class Row(Schema):
    """An entity in a list: of each column of its kind the value to show first; the rest is had by its key."""

    key: str
    kind: str
    caption: str
    values: dict[str, Cell]
    marking: Marking
    matched: str | None


class PageAnswer(Marked):
    """A page of entities; `next` is the offset of the page after it."""

    items: list[Row]
    hits: list[Hit]
    next: int | None


class Link(Schema):
    """A link between two entities."""

    from_: str = Field(alias="from")
    to: str
    statement: Statement


class LinkList(Marked):
    """The links of an entity."""

    links: list[Link]


class Counts(Marked):
    """Numbers of entities by value."""

    counts: dict[str, int]


class Property(Schema):
    """What can be said of a kind of thing."""

    name: str
    id: str
    type: str
    label: str
    multiple: bool
    required: bool
    vocabulary: str | None
    target: str | None


class Kind(Schema):
    """A kind of thing."""

    name: str
    label: str
    abstract: bool
    extends: list[str]
    person: bool
    date: str | None
    columns: list[str]
    filters: list[str]
    properties: list[Property]


class KindList(Schema):
    """All kinds."""

    kinds: list[Kind]


class NewSubject(Schema):
    """What statements of a record are about; without a key it is new."""

    kind: str
    key: str | None = Field(None, pattern="^[0-9a-f]{32}$")


class NewStatement(Schema):
    """A value as its source wrote it, in a form the property reads; `subject` is a place in `subjects`."""

    subject: int = Field(0, ge=0)
    property: str
    value: str
    observed: str | None = None
    source: str = Field("X", pattern="^[ABCX]$")
    information: str = Field("4", pattern="^[1-4]$")
    opinion: bool = False
    category: str = ""
    language: str = ""
    policy: dict[str, Any] | None = None


class NewRecord(Schema):
    """A record to be signed for the authority of the token."""

    policy: dict[str, Any]
    basis: str = ""
    purpose: str | None = None
    subjects: list[NewSubject] = Field(min_length=1, max_length=1000)
    statements: list[NewStatement] = Field(min_length=1, max_length=10_000)


class Published(Schema):
    """The id of a record that was signed, and the keys of its subjects in order."""

    record: str
    keys: list[str] = Field(default_factory=list)


class Foreseen(Schema):
    """Who will see how much of a statement, and why: `verdicts` by authority."""

    property: str
    value: str
    verdicts: dict[str, dict[str, str]]


class Preview(Schema):
    """What a record would reach."""

    statements: list[Foreseen]


class Correction(Schema):
    """What a statement should say, and why it is corrected."""

    value: str
    reason: str = Field(min_length=1, max_length=2000)


class Withdrawal(Schema):
    """Why a statement is taken back."""

    reason: str = Field(min_length=1, max_length=2000)


class LogEntry(Schema):
    """One use of the node."""

    number: int
    moment: datetime
    officer: str
    authority: str
    purpose: str
    case: str
    action: str
    subject: str
    count: int


class Log(Schema):
    """Entries of the log, newest first."""

    entries: list[LogEntry]


class Import(Schema):
    """One import of a file: rows that landed, were there already, or were set aside with what was wrong."""

    number: int | None
    name: str
    profile: str
    started: datetime | None
    finished: datetime | None
    rows: int
    landed: int
    known: int
    rejected: int
    faults: list[dict[str, Any]]


class ImportList(Schema):
    """Imports of the own authority, newest first."""

    imports: list[Import]
