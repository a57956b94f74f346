"""The bulk path into the store: records of one shape, from distinct values and the codes of each row.

An import reads each distinct text once. What follows from a value alone (its part of the payload, its
number, its words) is made once too, and a row is put together from whole numbers: the payloads of a chunk are
joined by Arrow, its statements are matrices. What comes out is what ``publish_record`` would store.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from liaison.catalogue.ontology import ontology
from liaison.catalogue.ontology.values.base import UNKNOWN
from liaison.kernel.canonical import canonical
from liaison.people.selectors import signing_key
from liaison.records import projection, revision
from liaison.records.appending import Columns, Prepared, append_records, subject_numbers
from liaison.records.fence import author_scope
from liaison.records.indexing import KIND_GRADING, search_words, sorting_day
from liaison.records.interning import KIND, Grading, intern_grading, intern_policy, intern_term, text_id
from liaison.records.payload import SCHEMA, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from liaison.kernel.canonical import Json
    from liaison.kernel.policy import Policy
    from liaison.people.models import Authority
    from liaison.records.appending import Appended

NOTHING = -1
"""The code of a row that states nothing."""

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Form:
    """What the records of an import have in common: each is about one new subject of ``kind``."""

    author: Authority
    policy: Policy
    basis: str
    purpose: str
    kind: str
    grading: Grading


class Lexicon:
    """The distinct values of one property so far, numbered from 0: the codes of its rows."""

    def __init__(self, property: str) -> None:  # noqa: A002 - the word of the model
        self.name = property
        self.texts: list[str] = []
        self.originals: list[str] = []  # empty where the source wrote the canonical text itself
        self.numbers: list[float] = []  # NaN where a value has none
        self.members: list[str] = []  # of the list "statements" of a payload
        self.ids: list[int] = []
        self.original_ids: list[int] = []
        self.stored: set[int] = set()  # codes whose texts and words the store has

    def add(self, text: str, number: float | None, original: str) -> int:
        """Return the code of a value that is new to this lexicon. ``original`` is what the source wrote."""
        kept = "" if original == text else original
        stated: dict[str, Json] = {"property": self.name, "subject": 0, "value": text}
        self.texts.append(text)
        self.originals.append(kept)
        self.numbers.append(np.nan if number is None else number)
        self.members.append(canonical(stated | ({"original": kept} if kept else {})).decode())
        self.ids.append(text_id(text))
        self.original_ids.append(text_id(kept) if kept else NOTHING)
        return len(self.texts) - 1


@dataclass(slots=True)
class Stated:
    """For each row the code of a value of one property, or ``NOTHING``."""

    lexicon: Lexicon
    codes: NDArray[np.int64]
    used: list[int] = field(init=False)
    place: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        used, self.place = np.unique(self.codes, return_inverse=True)
        self.used = used.tolist()

    def spread(self, values: Sequence[Any], absent: object, dtype: Any) -> NDArray[Any]:
        """Return for each row the one of ``values``, which follow the codes, or ``absent``."""
        chosen = [values[code] if code != NOTHING else absent for code in self.used]
        return np.asarray(chosen, dtype)[self.place]

    def texts(self, values: Sequence[str]) -> pa.DictionaryArray:
        """Return ``spread`` as Arrow texts, null where nothing is stated."""
        chosen = [values[code] for code in self.used if code != NOTHING]
        absent = self.codes == NOTHING
        place = self.place - bool(self.used and self.used[0] == NOTHING)
        return pa.DictionaryArray.from_arrays(pa.array(place, mask=absent), pa.array(chosen, pa.string()))


@dataclass(frozen=True, slots=True)
class Rows:
    """New subjects by key, with what is stated of each and when it was observed (a text, or empty)."""

    keys: pa.StringArray
    stated: Sequence[Stated]
    observed: Sequence[str]

    def only(self, keep: NDArray[np.bool_]) -> Rows:
        """Return the rows that ``keep`` selects."""
        chosen = [Stated(each.lexicon, each.codes[keep]) for each in self.stated]
        observed = [moment for moment, kept in zip(self.observed, keep.tolist(), strict=True) if kept]
        return Rows(self.keys.filter(pa.array(keep)), chosen, observed)


def append_rows(*, form: Form, rows: Rows, created: datetime) -> int:
    """Sign and append a record for each row whose subject is not stored yet; return how many there were.

    All of it is one transaction, with the columnar segment of what was appended.

    Raises:
        KeyRingError: the authority has no key that is valid now.
        RecordError: a text meets another one's number.
    """
    with transaction.atomic(), author_scope(form.author.pk):
        revision.advance()
        known = subject_numbers(rows.keys.to_pylist())
        if known:
            rows = rows.only(~pc.is_in(rows.keys, pa.array(list(known))).to_numpy(zero_copy_only=False))
        if len(rows.keys):
            _append(form, rows, created)
    return len(rows.keys)


def _append(form: Form, rows: Rows, created: datetime) -> None:
    projection.project()  # what others appended since; a segment must follow the one before it
    grid = _Grid(form, rows, created)
    appended = append_records(
        author=form.author,
        key=signing_key(form.author, created),
        created=created,
        records=prepared_records(form, rows, created),
        columns=grid.columns(),
    )
    projection.write_parts(
        appended.statement, appended.statement + int(grid.there.sum()) - 1, grid.parts(appended)
    )
    for each in rows.stated:
        each.lexicon.stored.update(each.used)


def prepared_records(form: Form, rows: Rows, created: datetime) -> list[Prepared]:
    """Return the records of ``rows``: byte for byte canonical JSON, with what they share as defaults."""
    count = len(rows.keys)
    random = secrets.token_hex(16 * count)
    uuids = [random[32 * i : 32 * i + 32] for i in range(count)]
    before = canonical({"author": form.author.code, "basis": form.basis, "created": stamp(created)})
    between = canonical({"policy": form.policy.to_json(), "purpose": form.purpose, "schema": SCHEMA})
    members = [each.texts(each.lexicon.members) for each in rows.stated]
    statements = [coded.dictionary.take(coded.indices) for coded in members]
    payloads = pc.binary_join_element_wise(
        before.decode()[:-1] + ',"defaults":',
        _defaults(form.grading, rows.observed),
        ',"id":"',
        pa.array(uuids),
        '",' + between.decode()[1:-1] + ',"statements":[',
        pc.binary_join_element_wise(*statements, ",", null_handling="skip"),
        '],"subjects":[{"key":"',
        rows.keys,
        '","kind":' + canonical(form.kind).decode() + "}]}",
        "",
    )
    policy = intern_policy(form.policy)
    encoded = payloads.cast(pa.binary()).to_pylist()
    return [Prepared(uuid, policy, payload) for uuid, payload in zip(uuids, encoded, strict=True)]


def _defaults(grading: Grading, observed: Sequence[str]) -> pa.StringArray:
    """What the statements of each record leave out, as JSON."""
    shared = {name: value for name in Grading._fields if (value := getattr(grading, name))}
    known = {
        moment: canonical({**shared, "observed": moment} if moment else shared).decode()
        for moment in set(observed)
    }
    return pa.array([known[moment] for moment in observed], pa.string())


class _Grid:
    """A line for each record; a place for its kind, then one for each stated property, some of them empty."""

    def __init__(self, form: Form, rows: Rows, created: datetime) -> None:
        self.form = form
        self.rows = rows
        numbers = [each.spread(each.lexicon.numbers, np.nan, np.float64) for each in rows.stated]
        self.there = self._places(True, [each.codes != NOTHING for each in rows.stated], bool)
        self.numbers = self._places(self._days(numbers, created), numbers, np.float64)

    def columns(self) -> Columns:
        """Return the statements as the store takes them."""
        rows = self.rows
        lines = np.repeat(np.arange(len(rows.keys)), self.there.sum(axis=1)).tolist()
        targets, links = self._links()
        values = [each.spread(each.lexicon.ids, NOTHING, np.int64) for each in rows.stated]
        originals = [each.spread(each.lexicon.original_ids, NOTHING, np.int64) for each in rows.stated]
        columns = Columns(
            subjects=[*rows.keys.to_pylist(), *targets],
            record=lines,
            subject=lines,
            property=self._stored(
                intern_term(KIND), [intern_term(each.lexicon.name) for each in rows.stated]
            ),
            value=self._stored(text_id(self.form.kind), values),
            number=_optional(self.numbers[self.there], np.isnan),
            link=self._stored_or_none(links),
            policy=[intern_policy(self.form.policy)] * len(lines),
            evaluation=self._stored(
                intern_grading(KIND_GRADING), [intern_grading(self.form.grading)] * len(rows.stated)
            ),
            observed=self._stored_or_none([self._observed()] * len(rows.stated)),
            original=self._stored_or_none(originals),
        )
        self._add_texts(columns)
        return columns

    def parts(self, appended: Appended) -> dict[int, pa.Table]:
        """Return the statements by property, as the columnar projection takes them."""
        ids = (appended.statement + np.cumsum(self.there.ravel()) - 1).reshape(self.there.shape)
        subjects = np.asarray(appended.subjects[: len(self.rows.keys)], np.int64)
        kinds = pa.array([self.form.kind] * len(subjects)).dictionary_encode()
        kind = self._part(0, ids, subjects, KIND_GRADING, kinds)
        parts = {intern_term(KIND): [kind.append_column("key", self.rows.keys)]}
        for place, each in enumerate(self.rows.stated, start=1):
            texts = each.texts(each.lexicon.texts).drop_null()
            part = self._part(place, ids, subjects, self.form.grading, texts)
            parts.setdefault(intern_term(each.lexicon.name), []).append(part)
        return {term: pa.concat_tables(found) for term, found in parts.items()}

    def _part(
        self,
        place: int,
        ids: NDArray[np.int64],
        subjects: NDArray[np.int64],
        grading: Grading,
        texts: pa.Array,
    ) -> pa.Table:
        keep = self.there[:, place]
        return projection.part(
            ident=ids[keep, place],
            subject=subjects[keep],
            number=self.numbers[keep, place],
            policy=[intern_policy(self.form.policy)] * len(texts),
            graded=[intern_grading(grading)] * len(texts),
            text=texts,
        )

    def _places(self, first: Any, others: Sequence[Any], dtype: Any) -> NDArray[Any]:
        grid = np.empty((len(self.rows.keys), 1 + len(others)), dtype)
        grid[:, 0] = first
        for place, other in enumerate(others, start=1):
            grid[:, place] = other
        return grid

    def _stored(self, first: int, others: Sequence[Any]) -> list[int]:
        stored: list[int] = self._places(first, others, np.int64)[self.there].tolist()
        return stored

    def _stored_or_none(self, others: Sequence[Any]) -> list[Any]:
        return _optional(self._places(NOTHING, others, np.int64)[self.there], lambda ids: ids == NOTHING)

    def _days(self, stated: Sequence[NDArray[np.float64]], created: datetime) -> NDArray[np.float64]:
        """The day that sorts each record: its leading date, else the day it was made."""
        leading = ontology().kind(self.form.kind).date
        days = np.full(len(self.rows.keys), np.nan)
        for each, numbers in zip(self.rows.stated, stated, strict=True):
            if each.lexicon.name.rpartition(".")[2] == leading:
                days = np.where(np.isnan(days), numbers, days)
        return np.where(np.isnan(days), sorting_day(self.form.kind, None, created), days)

    def _observed(self) -> NDArray[np.int64]:
        known = {moment: text_id(moment) if moment else NOTHING for moment in set(self.rows.observed)}
        return np.asarray([known[moment] for moment in self.rows.observed], np.int64)

    def _links(self) -> tuple[list[str], list[Any]]:
        """The keys that statements point at, and for each property the positions of its keys."""
        model, own = ontology(), len(self.rows.keys)
        targets: dict[str, int] = {}
        places: list[Any] = []
        for each in self.rows.stated:
            if model.property(each.lexicon.name).type.name == "link":
                linked = [
                    own + targets.setdefault(text, len(targets)) if text != UNKNOWN else NOTHING
                    for text in (each.lexicon.texts[code] for code in each.used if code != NOTHING)
                ]
                known = dict(zip((code for code in each.used if code != NOTHING), linked, strict=True))
                places.append([known.get(code, NOTHING) for code in each.codes.tolist()])
            else:
                places.append(NOTHING)
        return list(targets), places

    def _add_texts(self, columns: Columns) -> None:
        """Add the texts and words that the store has not got from this import yet."""
        for text in (self.form.kind, *filter(None, set(self.rows.observed))):
            columns.texts[text_id(text)] = text
        for each in self.rows.stated:
            lexicon, term = each.lexicon, intern_term(each.lexicon.name)
            for code in set(each.used) - lexicon.stored - {NOTHING}:
                columns.texts[lexicon.ids[code]] = lexicon.texts[code]
                if lexicon.originals[code]:
                    columns.texts[lexicon.original_ids[code]] = lexicon.originals[code]
                spelt = search_words(lexicon.name, lexicon.texts[code])
                columns.words.update((word, lexicon.ids[code], term) for word in spelt)


def _optional(values: NDArray[Any], absent: Callable[[NDArray[Any]], NDArray[np.bool_]]) -> list[Any]:
    """Return numbers as a list with None for those that are absent."""
    optional = values.astype(object)
    optional[absent(values)] = None
    listed: list[Any] = optional.tolist()
    return listed
