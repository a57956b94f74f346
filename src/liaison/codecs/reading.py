"""From the texts of columns to values: each distinct text is read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from liaison.catalogue.ontology import Property, ontology
from liaison.catalogue.ontology.values.base import UNKNOWN, Value, ValueFault
from liaison.codecs.chunk import CellFault, Chunk
from liaison.codecs.mapping import Source, sources_of
from liaison.codecs.profile import Profile
from liaison.records.ingesting import NOTHING, Lexicon, Stated

if TYPE_CHECKING:
    from liaison.kernel.errors import LiaisonError

_FAULT = -2  # the codes of faults go down from here
_EXCEL_ZERO = date(1899, 12, 30)
_EXCEL_DAYS = range(10_000, 80_000)  # numbers by which Excel keeps the days of 1927 to 2119


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """The rows of a chunk as codes, and what is wrong with some of them."""

    stated: tuple[Stated, ...]
    observed: list[str]
    faults: tuple[CellFault, ...]


class SheetReader:
    """Reads the chunks of one sheet with a profile; remembers every distinct text.

    Raises:
        ProfileError: the profile does not fit the header.
    """

    def __init__(self, profile: Profile, headers: Sequence[str]) -> None:
        kind = ontology().kind(profile.kind)
        lexicons = {name: Lexicon(prop.id) for name, prop in kind.properties.items()}
        self._sources = [
            _SourceReader(source, kind.properties[source.name], lexicons[source.name], profile)
            for source in sources_of(profile, headers)
        ]
        self._observed = next((s for s in self._sources if s.source.columns == (profile.observed,)), None)
        if profile.observed and self._observed is None:
            moment = kind.properties[kind.date or ""]
            source = Source(moment.name, (profile.observed,))
            self._observed = _SourceReader(source, moment, Lexicon(moment.id), profile)

    def read(self, chunk: Chunk) -> ReadChunk:
        """Read a chunk. The codes of rows that have a fault mean nothing."""
        faults = list(chunk.faults)
        stated = []
        silent = np.ones(len(chunk.numbers), bool)
        for source in self._sources:
            codes = source.codes(chunk.table)
            faults += source.faults(codes, chunk.numbers)
            stated.append(Stated(source.lexicon, np.maximum(codes, NOTHING)))
            silent &= codes == NOTHING
        faults += [_silent(row) for row in chunk.numbers[silent].tolist()]
        return ReadChunk(tuple(stated), self._moments(chunk), tuple(faults))

    def _moments(self, chunk: Chunk) -> list[str]:
        if self._observed is None:
            return [""] * len(chunk.numbers)
        texts = self._observed.lexicon.texts
        codes = self._observed.codes(chunk.table).tolist()
        return [texts[code] if code >= 0 and texts[code] != UNKNOWN else "" for code in codes]


class _SourceReader:
    """Reads one source of a property: texts to codes of the lexicon, or of faults."""

    def __init__(self, source: Source, prop: Property, lexicon: Lexicon, profile: Profile) -> None:
        self.source = source
        self.lexicon = lexicon
        self._property = prop
        self._reading = profile.reading
        self._unknown = {text.casefold() for text in profile.unknown}
        self._replaced = profile.replaced.get(source.label, {})
        self._codes: dict[str, int] = {}
        self._faults: list[tuple[str, LiaisonError]] = []

    def codes(self, table: pa.Table) -> NDArray[np.int64]:
        """The code of each row; ``_FAULT`` and below where its text cannot be read."""
        if not self.source.columns:
            return np.full(table.num_rows, self._code(self.source.constant), np.int64)
        texts = _joined([table.column(name).combine_chunks() for name in self.source.columns])
        coded = texts.dictionary_encode()
        codes = np.asarray([self._code(text) for text in coded.dictionary.to_pylist()], np.int64)
        indices: NDArray[np.int64] = codes[coded.indices.to_numpy()]
        return indices

    def faults(self, codes: NDArray[np.int64], numbers: NDArray[np.int64]) -> Iterable[CellFault]:
        """What is wrong with the rows of these codes."""
        for place in np.flatnonzero(codes <= _FAULT).tolist():
            text, fault = self._faults[_FAULT - int(codes[place])]
            yield CellFault(int(numbers[place]), self.source.label, text, fault.reason, fault.remedy)

    def _code(self, text: str) -> int:
        code = self._codes.get(text)
        if code is None:
            code = self._codes[text] = self._read(text)
        return code

    def _read(self, text: str) -> int:
        if not text.strip() and not self._property.required:
            return NOTHING
        try:
            value = self._value(text)
        except ValueFault as fault:
            self._faults.append((text, _explained(text, fault, self._property)))
            return _FAULT + 1 - len(self._faults)
        return self.lexicon.add(value.text, value.number, text)

    def _value(self, written: str) -> Value:
        text = self._replaced.get(written, written)
        if text.strip().casefold() in self._unknown and text.strip():
            return Value(UNKNOWN)
        return self._property.read(text, self._reading)


def _silent(row: int) -> CellFault:
    reason = "no column that the profile maps says anything in this row"
    return CellFault(row, "", "", reason, "Delete the row, or fill it in.")


def _joined(columns: Sequence[pa.StringArray]) -> pa.StringArray:
    if len(columns) == 1:
        return columns[0]
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(*columns, " "))


def _explained(text: str, fault: ValueFault, prop: Property) -> ValueFault:
    """The fault, with the day that a number of Excel stands for."""
    if prop.type.name != "date" or not text.isdecimal() or int(text) not in _EXCEL_DAYS:
        return fault
    day = _EXCEL_ZERO + timedelta(days=int(text))
    remedy = f"If it is the number by which Excel keeps {day.isoformat()}, format the column as a date."
    return ValueFault(fault.reason, value=text, remedy=remedy)
