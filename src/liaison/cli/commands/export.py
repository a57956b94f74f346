"""`liaison export`: a list as a file, with its marking in it."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from liaison.cli.node import NodeError
from liaison.cli.officers import reading, reading_view

if TYPE_CHECKING:
    import pyarrow as pa

    from liaison.catalogue.ontology import Kind
    from liaison.records.view import View

_FORMATS = ("csv", "json", "xlsx")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="export")
@click.argument("kind_name", metavar="KIND")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@reading
@click.option("--columns", help="Properties, with commas between; without it those of the list page.")
@click.option("--where", "conditions", multiple=True, metavar="NAME=VALUE", help="A property and its value.")
@click.option("--since", type=_DAY, help="First day of the leading date.")
@click.option("--until", type=_DAY, help="Last day of the leading date.")
@click.option("--language", type=click.Choice(["en", "es", "fr", "pt"]), help="Values as people read them.")
def command(  # noqa: PLR0913, PLR0917 - the options of the command
    kind_name: str,
    target: Path,
    username: str,
    purpose: str,
    case: str,
    columns: str | None,
    conditions: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    language: str | None,
) -> None:
    """Write all entities of KIND that the officer may see to TARGET (.csv, .json or .xlsx)."""
    format_ = target.suffix.removeprefix(".")
    if format_ not in _FORMATS:
        raise NodeError(
            "files of this kind are not written", value=target.name, remedy="End it in .csv, .json or .xlsx."
        )
    view = reading_view(username, purpose, case, "records.export")
    from liaison.catalogue.ontology import ontology

    kind = ontology().kind(kind_name)
    names = columns.split(",") if columns else list(kind.summary)
    table = view.table(
        kind.name,
        [_named(kind, name) for name in names],
        where=dict(_condition(kind, condition) for condition in conditions),
        since=since and since.date(),
        until=until and until.date(),
    )
    _write(view, kind, table, target, cast("Literal['csv', 'json', 'xlsx']", format_), language)
    click.echo(f"{target}: {table.num_rows:,} rows.")


def _named(kind: Kind, name: str) -> str:
    if name not in kind.properties:
        from liaison.catalogue.loader import near_names

        remedy = near_names(name, list(kind.properties)) or "See the reference of kinds."
        raise NodeError(f"{kind.name} has no such property", value=name, remedy=remedy)
    return name


def _condition(kind: Kind, written: str) -> tuple[str, str]:
    from liaison.catalogue.ontology.values.base import Reading

    name, _, raw = written.partition("=")
    return name, kind.properties[_named(kind, name)].read(raw, Reading(decimal_mark=".")).text


def _write(  # noqa: PLR0913, PLR0917 - what a file is made of
    view: View,
    kind: Kind,
    table: pa.Table,
    target: Path,
    format_: Literal["csv", "json", "xlsx"],
    language: str | None,
) -> None:
    """Whole or not at all, and readable by its owner alone."""
    from liaison.codecs.tabular import write_table

    descriptor, draft = tempfile.mkstemp(dir=target.resolve().parent, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as out:
            write_table(
                table,
                format_,
                out,
                kind=kind.name,
                notice=_notice(view),
                titles={name: prop.label(language or "en") for name, prop in kind.properties.items()},
                language=language,
            )
        Path(draft).replace(target)
    finally:
        Path(draft).unlink(missing_ok=True)


def _notice(view: View) -> list[tuple[str, str]]:
    """What the file begins with: the strictest marking of what is in it, who said it, when and why."""
    lineage = view.lineage
    policy = lineage.policy
    codes = (policy.level.name, policy.tlp.label, *sorted(code.value for code in policy.handling))
    return [
        ("Marking", "; ".join((*codes, *sorted(policy.conditions)))),
        ("Audience", ", ".join(sorted(policy.audience)) or "public"),
        ("Originators", ", ".join(lineage.originators)),
        ("Made", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("Purpose", view.purpose + (f", case {view.case}" if view.case else "")),
    ]
