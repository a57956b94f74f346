"""The columnar projection: statements as Parquet, one file a property, for tables, counts and analyses.

A segment covers a run of statement ids; what came after the last segment is read from the store, what was
withdrawn since is left out, so a table is always as fresh as a list. Policy numbers stand in the files and
are filtered by the View's sight, as everywhere.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction

from liaison.records.fence import node_scope
from liaison.records.interning import KIND, grading, term_name
from liaison.records.models import Record, Segment
from liaison.records.sight import Sight, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_TAIL = """
    SELECT s.id, s.subject_id, s.property_id, s.number, s.policy_id, s.evaluation_id, v.text, u.key
      FROM records_statement s JOIN records_value v ON v.id = s.value_id
      JOIN records_subject u ON u.id = s.subject_id
     WHERE s.id > %s"""
_GONE = "SELECT id FROM records_formerstatement WHERE property_id = %s AND id <= %s"
_WRITING: dict[str, Any] = {  # what is fastest to read back: numbers that ascend as differences, few as codes
    "compression": "lz4",
    "use_dictionary": ["text", "policy", "rank"],
    "column_encoding": {"id": "DELTA_BINARY_PACKED", "subject": "DELTA_BINARY_PACKED"},
}
_SLICE = 500_000  # statements a segment is read in


@dataclass(frozen=True, slots=True)
class Column:
    """Visible statements of one property: parallel arrays and the texts that ``code`` points into."""

    id: NDArray[np.int64]
    subject: NDArray[np.int64]
    number: NDArray[np.float64]
    policy: NDArray[np.int64]
    rank: NDArray[np.int16]
    code: NDArray[np.int64]
    texts: pa.Array
    keys: pa.Array | None

    def only(self, keep: NDArray[Any]) -> Column:
        """Return the statements that ``keep`` selects, by mask or position."""
        if keep.dtype == bool and keep.all():
            return self
        keys = None if self.keys is None else self.keys.take(pa.array(np.arange(len(self.id))[keep]))
        return Column(
            id=self.id[keep],
            subject=self.subject[keep],
            number=self.number[keep],
            policy=self.policy[keep],
            rank=self.rank[keep],
            code=self.code[keep],
            texts=self.texts,
            keys=keys,
        )


def folder() -> Path:
    """Return the folder of the projection, made if it is not there."""
    path = Path(settings.LIAISON_NODE) / "projection"
    path.mkdir(parents=True, exist_ok=True)
    return path


def watermark() -> int:
    """Return the last statement that a segment covers."""
    return Segment.objects.order_by("-last").values_list("last", flat=True).first() or 0


@node_scope()
def newest() -> int:
    """Return the last statement id given out."""
    last = Record.objects.order_by("-pk").values_list("first", "count").first()
    return last[0] + last[1] - 1 if last else 0


def project() -> int:
    """Write what the projection does not cover yet; return the number of statements written."""
    written = 0
    while (first := watermark()) < (end := newest()):
        last = min(first + _SLICE, end)
        with node_scope(), connection.cursor() as cursor:
            cursor.execute(f"{_TAIL} AND s.id <= %s", [first, last])
            rows = cursor.fetchall()
        write_parts(first + 1, last, _parts(rows))
        written += len(rows)
    return written


def _parts(rows: Sequence[Sequence[Any]]) -> dict[int, pa.Table]:
    """Return rows of ``_TAIL`` as tables, one a property."""
    terms = np.asarray([row[2] for row in rows], np.int64)
    parts = {}
    for term in np.unique(terms).tolist():
        mine = [rows[place] for place in np.flatnonzero(terms == term).tolist()]
        ident, subject, _, number, policy, graded, text, key = _transposed(mine)
        texts = pa.array(text, pa.string()).dictionary_encode()
        table = part(ident=ident, subject=subject, number=number, policy=policy, graded=graded, text=texts)
        if term_name(term) == KIND:
            table = table.append_column("key", pa.array(key, pa.string()))
        parts[term] = table
    return parts


def _transposed(rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    if not rows:
        return ([],) * 8
    ident, subject, term, number, policy, graded, text, key = zip(*rows, strict=True)
    return ident, subject, term, number, policy, graded, text, key


def part(  # noqa: PLR0913 - the columns of a segment
    *,
    ident: Sequence[int] | NDArray[np.int64],
    subject: Sequence[int] | NDArray[np.int64],
    number: Sequence[float | None] | NDArray[np.float64],
    policy: Sequence[int],
    graded: Sequence[int],
    text: pa.DictionaryArray,
) -> pa.Table:
    """Return statements of one property as a segment holds them; those of ``kind`` get a column ``key``."""
    return pa.table(
        {
            "id": pa.array(ident, pa.int64()),
            "subject": pa.array(subject, pa.int64()),
            "number": pa.array(number, pa.float64(), from_pandas=True),
            "policy": pa.array(policy, pa.int64()),
            "rank": pa.array(_ranks(graded), pa.int16()),
            "text": text,
        }
    )


def write_parts(first: int, last: int, parts: Mapping[int, pa.Table]) -> None:
    """Write statements ``first`` to ``last``, by property, as one segment.

    It follows the segment before it and counts once its row is committed; a transaction that fails takes
    its folder with it.
    """
    name = f"{first:012d}-{last:012d}-{secrets.token_hex(4)}"
    path = folder() / name
    path.mkdir()
    try:
        for term, table in parts.items():
            pq.write_table(table, path / f"{term}.parquet", **_WRITING)
        Segment.objects.create(folder=name, first=first, last=last)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _ranks(graded: Sequence[int]) -> list[int]:
    known = {number: _rank(number) for number in set(graded)}
    return [known[number] for number in graded]


def _rank(number: int) -> int:
    """Order evaluations as ``seen.precedence`` does: information, source, fact before opinion."""
    g = grading(number)
    return "1234".index(g.information) * 8 + "ABCX".index(g.source) * 2 + g.opinion


def discard() -> None:
    """Drop the whole projection; the next ``project`` writes it anew."""
    with transaction.atomic():
        Segment.objects.all().delete()
        transaction.on_commit(lambda: shutil.rmtree(folder(), ignore_errors=True))


def column(sight: Sight, term: int) -> Column:
    """Return the statements of one property that ``sight`` may read."""
    parts = [
        pq.read_table(path, read_dictionary=["text"])
        for name in Segment.objects.order_by("first").values_list("folder", flat=True)
        if (path := folder() / name / f"{term}.parquet").exists()
    ]
    projected = _from_parquet(parts)
    gone = [row[0] for row in fetch(sight, _GONE, [term, watermark()])]
    keep = np.isin(projected.policy, list(sight.readable)) & ~np.isin(projected.id, gone)
    return _joined(projected.only(keep), _tail(sight, term))


def _from_parquet(parts: list[pa.Table]) -> Column:
    if not parts:
        return _column(*([],) * 7)
    table = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    text = table.column("text").chunk(0) if table.num_rows else pa.array([], pa.string()).dictionary_encode()
    numpy = {name: table.column(name).to_numpy() for name in ("id", "subject", "number", "policy", "rank")}
    keys = table.column("key").combine_chunks() if "key" in table.column_names else None
    return Column(**numpy, code=text.indices.to_numpy().astype(np.int64), texts=text.dictionary, keys=keys)


def _tail(sight: Sight, term: int) -> Column:
    sql = f"{_TAIL} AND s.property_id = %s AND s.policy_id IN {sight.clause} ORDER BY s.id"
    rows = fetch(sight, sql, [watermark(), term])
    ident, subject, _, number, policy, graded, text, key = _transposed(rows)
    return _column(ident, subject, number, policy, _ranks(graded), text, key)


def _column(  # noqa: PLR0913, PLR0917 - the members of a column
    ident: Sequence[int],
    subject: Sequence[int],
    number: Sequence[float | None],
    policy: Sequence[int],
    rank: Sequence[int],
    text: Sequence[str],
    key: Sequence[str],
) -> Column:
    coded = pa.array(text, pa.string()).dictionary_encode()
    return Column(
        np.asarray(ident, np.int64),
        np.asarray(subject, np.int64),
        np.asarray(number, np.float64),
        np.asarray(policy, np.int64),
        np.asarray(rank, np.int16),
        coded.indices.to_numpy().astype(np.int64),
        coded.dictionary,
        pa.array(key, pa.string()),
    )


def _joined(one: Column, other: Column) -> Column:
    if not len(other.id):
        return one
    if not len(one.id):
        return other
    texts = pa.concat_arrays([one.texts, other.texts]).dictionary_encode()
    codes = texts.indices.to_numpy().astype(np.int64)
    keys = None if one.keys is None or other.keys is None else pa.concat_arrays([one.keys, other.keys])
    return Column(
        id=np.concatenate([one.id, other.id]),
        subject=np.concatenate([one.subject, other.subject]),
        number=np.concatenate([one.number, other.number]),
        policy=np.concatenate([one.policy, other.policy]),
        rank=np.concatenate([one.rank, other.rank]),
        code=np.concatenate([codes[one.code], codes[len(one.texts) + other.code]]),
        texts=texts.dictionary,
        keys=keys,
    )
