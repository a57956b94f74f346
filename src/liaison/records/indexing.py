"""From what records say to the columns of the store: checked against the ontology, words for the search."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from liaison.catalogue.codes import vocabulary
from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import UNKNOWN, Reading
from liaison.records.appending import Columns
from liaison.records.folding import folded, words
from liaison.records.interning import KIND, Grading, intern_grading, intern_policy, intern_term, text_id
from liaison.records.payload import DraftStatement, RecordBody, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from liaison.catalogue.ontology import Property

_LONGEST_IDENTIFIER = 64
_DAY = 86_400
_UNDATED = -1_000_000.0  # days; before any date
KIND_GRADING = Grading("A", "1")  # that the author calls it so is certain


@lru_cache(maxsize=65_536)
def search_words(term: str, text: str) -> tuple[str, ...]:
    """Return the words under which the search finds a value of the property with id ``term``.

    Free text gives its words; a code gives those of its labels in every language and of its aliases; an
    identifier gives itself without blanks and signs, alone and after the name of its type (``imo9074729``).
    """
    prop = ontology().property(term)
    if text == UNKNOWN:
        return ()
    listed = prop.vocabulary or ("country" if prop.type.name == "country" else None)
    if listed is not None:
        return _code_words(listed, text)
    if prop.type.identifier:
        return (compact(text), compact(prop.type.name + text))
    return words(text) if prop.type.searchable else ()


def _code_words(name: str, text: str) -> tuple[str, ...]:
    code = vocabulary(name).codes.get(text)
    if code is None:
        return words(text)
    spellings = (code.code, *code.labels.values(), *code.aliases)
    return tuple(dict.fromkeys(word for spelling in spellings for word in words(spelling)))


def compact(text: str) -> str:
    """Return letters and digits only, folded: how an identifier is compared."""
    return "".join(c for c in folded(text) if c.isalnum())[:_LONGEST_IDENTIFIER]


def columns_of(bodies: Sequence[RecordBody]) -> Columns:
    """Return the statements of ``bodies`` as columns.

    Raises:
        RecordError: a property is not one of the subject's kind, or a value is not canonical.
    """
    columns, places = Columns(), {}
    for record, body in enumerate(bodies):
        for key in (key for key, _ in body.draft.subjects):
            if key not in places:
                places[key] = len(columns.subjects)
                columns.subjects.append(key)
        for statement in _linked(body.draft.statements):
            if statement not in places:
                places[statement] = len(columns.subjects)
                columns.subjects.append(statement)
        _add_kinds(columns, record, body, places)
        for stated in body.draft.statements:
            _add_statement(columns, record, body, stated, places)
    return columns


def _linked(statements: Iterable[DraftStatement]) -> list[str]:
    model = ontology()
    return [
        s.text for s in statements if model.property(s.property).type.name == "link" and s.text != UNKNOWN
    ]


def _add_kinds(columns: Columns, record: int, body: RecordBody, places: dict[str, int]) -> None:
    policy = intern_policy(body.draft.policy)
    for position, (key, kind) in enumerate(body.draft.subjects):
        _append(
            columns,
            record=record,
            subject=places[key],
            term=intern_term(KIND),
            text=kind,
            number=_leading_day(body, position, kind),
            policy=policy,
            grading=intern_grading(KIND_GRADING),
        )


def sorting_day(kind: str, dated: float | None, created: datetime) -> float:
    """Return the number by which the kind statement of a subject sorts it, newest first.

    That is the leading date that the record states; a kind without one sorts by the day the record was made.
    Where the kind has a leading date and the record is silent about it, the subject stands behind all dated
    ones, unless another record dates it.
    """
    made = created.timestamp() / _DAY
    if ontology().kind(kind).date is None:
        return made
    return made + _UNDATED if dated is None else dated


def _leading_day(body: RecordBody, position: int, kind: str) -> float:
    """Sort by the leading date if it stands under the record's own marking: the order tells no more."""
    leading = ontology().kind(kind).date
    for stated in body.draft.statements:
        if stated.subject == position and stated.property.rpartition(".")[2] == leading:
            number = read_canonical(ontology().property(stated.property), stated.text)
            if number is not None and stated.policy in (None, body.draft.policy):
                return sorting_day(kind, number, body.created)
    return sorting_day(kind, None, body.created)


def read_canonical(prop: Property, text: str) -> float | None:
    """Return the sortable number of a canonical text.

    Raises:
        RecordError: the text is not in its canonical form.
        ValueFault: the text is no value of this property at all.
    """
    value = prop.read(text, Reading(decimal_mark="."))
    if value.text != text:
        raise RecordError("is not in canonical form", value=text, remedy=f"Write {value.text}.")
    return value.number


def _add_statement(
    columns: Columns, record: int, body: RecordBody, stated: DraftStatement, places: dict[str, int]
) -> None:
    prop = ontology().property(stated.property)
    key, kind = body.draft.subjects[stated.subject]
    if prop.name not in ontology().kind(kind).properties:
        raise RecordError(
            f"is not a property of {kind}", value=prop.id, remedy="See docs/reference/kinds.md."
        )
    number = read_canonical(prop, stated.text)
    _append(
        columns,
        record=record,
        subject=places[key],
        term=intern_term(prop.id),
        text=stated.text,
        number=number,
        link=places[stated.text] if prop.type.name == "link" and stated.text != UNKNOWN else None,
        policy=intern_policy(stated.policy or body.draft.policy),
        grading=intern_grading(
            Grading(stated.source, stated.information, stated.opinion, stated.category, stated.language)
        ),
        observed=stated.observed,
        original=stated.original if stated.original != stated.text else None,
    )
    spelt = search_words(prop.id, stated.text)
    columns.words.update((word, columns.value[-1], columns.property[-1]) for word in spelt)


def _append(  # noqa: PLR0913 - one row's parts
    columns: Columns,
    *,
    record: int,
    subject: int,
    term: int,
    text: str,
    number: float | None,
    policy: int,
    grading: int,
    link: int | None = None,
    observed: str | None = None,
    original: str | None = None,
) -> None:
    columns.record.append(record)
    columns.subject.append(subject)
    columns.property.append(term)
    columns.value.append(_text(columns, text))
    columns.number.append(number)
    columns.link.append(link)
    columns.policy.append(policy)
    columns.evaluation.append(grading)
    columns.observed.append(None if observed is None else _text(columns, observed))
    columns.original.append(None if original is None else _text(columns, original))


def _text(columns: Columns, text: str) -> int:
    number = text_id(text)
    columns.texts[number] = text
    return number
