"""`liaison check`: whether the node is set up as it should be."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import click

from liaison.cli.node import start_node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROOM = 2 * 1024**3  # bytes that a day's work, a sweep and a backup may need


@click.command(name="check")
def command() -> int:
    """Check settings, secrets, keys and room on the disk; the exit code is 1 if something is to be done."""
    folder = start_node()
    found = [*_secrets(folder), *_keys(), *_room(folder), *_settings()]
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} things to do." if found else "The node is set up as it should be.")
    return int(bool(found))


def _secrets(folder: Path) -> Iterator[str]:
    from liaison.people.keyfile import KeyFileError, read_key_file

    if folder.stat().st_mode & 0o077:
        yield f"{folder}: others may look into it. Run chmod 700 {folder}."
    for name in ("secret", "node.key"):
        try:
            read_key_file(folder / name)
        except KeyFileError as fault:
            yield str(fault)


def _keys() -> Iterator[str]:
    from datetime import UTC, datetime, timedelta

    from liaison.people.faults import PeopleError
    from liaison.people.models import Authority
    from liaison.people.selectors import signing_key

    for authority in Authority.objects.filter(hosted=True):
        try:
            signing_key(authority, datetime.now(UTC) + timedelta(days=30))
        except PeopleError:
            remedy = f"Run “liaison authority rotate {authority.code}”."
            yield f"{authority.code}: its key ends within 30 days. {remedy}"


def _room(folder: Path) -> Iterator[str]:
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        yield f"{folder}: {free:,} bytes are free. Make room for {_ROOM:,}."


def _settings() -> Iterator[str]:
    from django.core.checks import Tags, run_checks

    if os.environ.get("LIAISON_DEMO") == "1":
        yield "LIAISON_DEMO lets officers in without a second factor. Leave it out for real work."
    for fault in run_checks(tags=[Tags.models, Tags.urls, Tags.templates, Tags.database]):
        yield f"{fault.msg} {fault.hint or ''}"
