"""The projection without the statements that were deleted: each segment that holds some is written anew."""

from __future__ import annotations

import secrets
import shutil
import time
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import transaction

from liaison.records.models import Segment
from liaison.records.projection import folder

if TYPE_CHECKING:
    from pathlib import Path

_STRAY_AFTER = 86_400  # seconds: a folder that no row names by then is left over, not in the making


def prune_projection(gone: frozenset[int]) -> int:
    """Take the statements under the policies ``gone`` out of the segments; return how many were rewritten."""
    held = [
        segment for segment in Segment.objects.order_by("first") if _holds(folder() / segment.folder, gone)
    ]
    for segment in held:
        _rewrite(segment, gone)
    _drop_strays()
    return len(held)


def _holds(path: Path, gone: frozenset[int]) -> bool:
    """Whether a file of the segment has such a statement; read from the policy column alone."""
    wanted = pa.array(sorted(gone), pa.int64())
    return bool(gone) and any(
        pc.any(pc.is_in(pq.read_table(file, columns=["policy"]).column("policy"), wanted)).as_py()
        for file in path.glob("*.parquet")
    )


def _rewrite(segment: Segment, gone: frozenset[int]) -> None:
    old = folder() / segment.folder
    name = f"{segment.first:012d}-{segment.last:012d}-{secrets.token_hex(4)}"
    (folder() / name).mkdir()
    for file in old.glob("*.parquet"):
        _copy_without(file, folder() / name / file.name, gone)
    with transaction.atomic():
        Segment.objects.filter(pk=segment.pk).update(folder=name)
    shutil.rmtree(old)


def _copy_without(file: Path, target: Path, gone: frozenset[int]) -> None:
    """Read as plain texts: a dictionary would carry the deleted ones along."""
    table = pq.read_table(file)
    plain = table.set_column(table.column_names.index("text"), "text", table.column("text").cast(pa.string()))
    keep = pc.invert(pc.is_in(plain.column("policy"), pa.array(sorted(gone), pa.int64())))
    pq.write_table(plain.filter(keep), target, compression="zstd", use_dictionary=["text"])


def _drop_strays() -> None:
    named = set(Segment.objects.values_list("folder", flat=True))
    for path in folder().iterdir():
        if path.name not in named and time.time() - path.stat().st_mtime > _STRAY_AFTER:
            shutil.rmtree(path)
