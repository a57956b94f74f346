"""`liaison import`: a spreadsheet into the store, each row as a signed record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison.cli.node import NodeError
from liaison.cli.officers import acting_officer
from liaison.cli.progress import Progress

if TYPE_CHECKING:
    from liaison.codecs.profile import Profile
    from liaison.kernel.policy import Policy
    from liaison.people.models import Authority
    from liaison.records.models import ImportRun

_LEVELS = ("open", "limited", "restricted", "confidential", "secret")
_SHOWN = 20  # sorts of faults


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--profile", "profile_name", required=True, help="How the columns are read, such as unodc-ids.")
@click.option("--as", "username", required=True, help="User name of the officer who imports.")
@click.option("--purpose", required=True, help="The purpose for which the records are made, by its code.")
@click.option("--basis", default="", help="The legal basis, by its code.")
@click.option(
    "--list", "lists", multiple=True, help="Who may read: a list, or “public”. Else your authority."
)
@click.option("--level", default="limited", show_default=True, type=click.Choice(_LEVELS))
@click.option("--dry-run", is_flag=True, help="Say what would land and what is wrong; store nothing.")
def command(  # noqa: PLR0913, PLR0917 - the options of the command
    file: Path,
    profile_name: str,
    username: str,
    purpose: str,
    basis: str,
    lists: tuple[str, ...],
    level: str,
    dry_run: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """Import FILE (XLSX or CSV, also .gz or .xz).

    Good rows land; bad rows are kept in a file of their own with what is wrong. The same file twice adds
    nothing, so an import that was cut off is simply repeated.
    """
    officer = acting_officer(username, "records.import")
    from liaison.codecs.importing import check_sheet, import_sheet
    from liaison.people.services.officers import check_purpose

    check_purpose(officer, purpose)
    profile, policy, progress = _profile(profile_name), _policy(officer.authority, lists, level), Progress()

    def tell(run: ImportRun) -> None:
        progress.name(
            f"{file.name}: {run.rows:,} rows read, {run.landed:,} landed, {run.rejected:,} set aside"
        )

    if dry_run:
        run = check_sheet(path=file, profile=profile, officer=officer, progress=tell)
    else:
        run = import_sheet(
            path=file,
            profile=profile,
            officer=officer,
            policy=policy,
            basis=basis,
            purpose=purpose,
            progress=tell,
        )
    progress.end()
    _report(run, dry_run=dry_run)


def _profile(name: str) -> Profile:
    from liaison.codecs.profile import profiles

    known = profiles()
    if name not in known:
        raise NodeError("there is no such profile", value=name, remedy=f"Choose one of: {', '.join(known)}.")
    return known[name]


def _policy(authority: Authority, lists: tuple[str, ...], level: str) -> Policy:
    from liaison.kernel.policy import PUBLIC, Level, Policy
    from liaison.people.models import DistributionList
    from liaison.people.selectors import ONLY

    known = {PUBLIC, *DistributionList.objects.values_list("name", flat=True)}
    for name in lists:
        if name not in known:
            raise NodeError(
                "there is no such list", value=name, remedy=f"Choose of: {', '.join(sorted(known))}."
            )
    named = frozenset(lists or [ONLY + authority.code]) - {PUBLIC}
    return Policy(level=Level[level.upper()], audience=named, originators=frozenset({authority.code}))


def _report(run: ImportRun, *, dry_run: bool) -> None:
    good = run.rows - run.rejected
    outcome = (
        f"{good:,} would land" if dry_run else f"{run.landed:,} landed, {run.known:,} were there already"
    )
    click.echo(f"{run.name}: {run.rows:,} rows; {outcome}; {run.rejected:,} set aside.")
    for sort in run.faults[:_SHOWN]:
        rows = ", ".join(map(str, sort["rows"][:5]))
        click.echo(
            f"  {sort['column']}: “{sort['value']}” {sort['reason']} ({sort['count']:,} times; rows {rows})"
        )
        click.echo(f"      {sort['remedy']}")
    if run.rejects:
        click.echo(
            f"The rows set aside are in the node's folder rejects: {run.rejects}. Mend them and import it."
        )
