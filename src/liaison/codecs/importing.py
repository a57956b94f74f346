"""Files into the store: each good row a signed record, each bad row into a reject file."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from liaison.codecs.chunk import Chunk
from liaison.codecs.mapping import REJECT_HEADERS
from liaison.codecs.profile import Profile
from liaison.codecs.reading import ReadChunk, SheetReader
from liaison.codecs.rejects import Faults, RejectFile, rejecting
from liaison.codecs.sheet import Sheet, open_sheet
from liaison.kernel.policy import Policy
from liaison.people.keyfile import key_file
from liaison.people.models import Officer
from liaison.records import audit
from liaison.records.ingesting import Form, Rows, append_rows
from liaison.records.models import ImportRun
from liaison.records.rows import writing_much

CHUNK = 20_000
"""Rows that land together: an import that is interrupted leaves whole chunks, and can be repeated."""

Progress = Callable[[ImportRun], None]


def check_sheet(
    *, path: Path, profile: Profile, officer: Officer, progress: Progress | None = None
) -> ImportRun:
    """Read a file as an import would, and store nothing: how many rows would land, and what is wrong.

    Raises:
        SheetError: the file as a whole cannot be read.
        ProfileError: the profile does not fit its header.
    """
    sheet = _open(path, profile)
    run = _run(sheet, profile, officer)
    reader, faults = SheetReader(profile, sheet.headers), Faults()
    for chunk in sheet.chunks(CHUNK):
        read = reader.read(chunk)
        _count(run, chunk, read, faults)
        run.landed = run.rows - run.rejected
        if progress is not None:
            progress(run)
    return run


def import_sheet(  # noqa: PLR0913 - what an import is done under
    *,
    path: Path,
    profile: Profile,
    officer: Officer,
    policy: Policy,
    basis: str,
    purpose: str,
    progress: Progress | None = None,
) -> ImportRun:
    """Import a file: every good row becomes a record that the officer's authority signs.

    Rows that are in the store already are counted as known, so that a file can be imported again after an
    interruption, or once its bad rows are mended.

    Args:
        path: the file.
        profile: what its columns say.
        officer: who imports.
        policy: the marking of all records.
        basis: their legal basis.
        purpose: what for (a code of the vocabulary ``purpose``).
        progress: called after each chunk.

    Raises:
        SheetError: the file as a whole cannot be read; whole chunks before the damage have landed.
        ProfileError: the profile does not fit its header.
        KeyRingError: the authority has no key that is valid now.
    """
    sheet = _open(path, profile)
    run = _run(sheet, profile, officer)
    reader, faults = SheetReader(profile, sheet.headers), Faults()
    form = Form(officer.authority, policy, basis, purpose, profile.kind, profile.grading)
    keys = _SubjectKeys(profile, sheet, officer)
    run.save()
    with rejecting(sheet) as rejected, writing_much():
        for chunk in sheet.chunks(CHUNK):
            read = reader.read(chunk)
            _land(run, form, chunk, read, keys.of(chunk))
            _set_aside(run, chunk, read, faults, rejected)
            if progress is not None:
                progress(run)
    _finish(run, purpose)
    return run


def _open(path: Path, profile: Profile) -> Sheet:
    return open_sheet(
        path,
        worksheet=profile.worksheet,
        separator=profile.separator,
        encoding=profile.encoding,
        decimal_mark=profile.reading.decimal_mark,
    )


def _run(sheet: Sheet, profile: Profile, officer: Officer) -> ImportRun:
    return ImportRun(
        officer=officer,
        authority=officer.authority,
        profile=profile.name,
        name=sheet.path.name,
        digest=sheet.digest,
    )


def _count(run: ImportRun, chunk: Chunk, read: ReadChunk, faults: Faults) -> None:
    faults.add(read.faults)
    run.rows += len(chunk.numbers)
    run.rejected += len({fault.row for fault in read.faults})
    run.faults = faults.sorts()


def _land(run: ImportRun, form: Form, chunk: Chunk, read: ReadChunk, keys: pa.StringArray) -> None:
    good = ~np.isin(chunk.numbers, [fault.row for fault in read.faults])
    rows = Rows(keys, read.stated, read.observed).only(good)
    landed = append_rows(form=form, rows=rows, created=datetime.now(UTC).replace(microsecond=0))
    run.landed += landed
    run.known += int(good.sum()) - landed


def _set_aside(run: ImportRun, chunk: Chunk, read: ReadChunk, faults: Faults, rejected: RejectFile) -> None:
    _count(run, chunk, read, faults)
    if read.faults:
        rejected.add(chunk, read.faults)
        run.rejects = rejected.path.name if rejected.path else ""
    run.save()


def _finish(run: ImportRun, purpose: str) -> None:
    run.finished = datetime.now(UTC)
    run.save()
    audit.record_use(
        officer=str(run.officer),
        authority=run.authority.code,
        purpose=purpose,
        case="",
        action="import",
        subject=f"import {run.pk}",
        count=run.landed,
    )


class _SubjectKeys:
    """The keys of subjects: the same row of the same authority gets the same key, on this node only.

    A key is a keyed hash (BLAKE2b, RFC 7693 section 2.9) of the authority, the kind, the row's key columns
    and its number among equal rows. The name of the profile is not in it, so that a file sent again with a
    mended profile adds only what did not land before. Without the secret of the node nobody can try out what
    a row said.
    """

    def __init__(self, profile: Profile, sheet: Sheet, officer: Officer) -> None:
        secret = key_file(Path(settings.LIAISON_NODE) / "node.key")
        start = json.dumps([officer.authority.code, profile.kind]).encode()
        self._keyed = hashlib.blake2b(start, key=secret, digest_size=16, person=b"import subject")
        self._columns = profile.key or [name for name in sheet.headers if name not in REJECT_HEADERS]
        self._equals: Counter[bytes] = Counter()

    def of(self, chunk: Chunk) -> pa.StringArray:
        """The key of each row."""
        spelt = pc.binary_join_element_wise(*(_spelt(chunk.table.column(n)) for n in self._columns), ",")
        return pa.array([self._key(row) for row in spelt.cast(pa.binary()).to_pylist()])

    def _key(self, row: bytes) -> str:
        content = self._keyed.copy()
        content.update(row)
        digest = content.digest()
        self._equals[digest] += 1
        content.update(b"%d" % self._equals[digest])
        return content.hexdigest()


def _spelt(column: pa.ChunkedArray) -> pa.StringArray:
    """Texts as JSON strings, which cannot run into each other when they are joined."""
    coded = column.combine_chunks().dictionary_encode()
    spelt = pa.array([json.dumps(text, ensure_ascii=False) for text in coded.dictionary.to_pylist()])
    return spelt.take(coded.indices)
