"""`liaison user`: accounts of officers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from liaison.cli.node import NodeError, start_node
from liaison.cli.officers import asked_secret

if TYPE_CHECKING:
    from liaison.people.models import Officer

_LEVELS = ("open", "limited", "restricted", "confidential", "secret")


@click.group(name="user")
def command() -> None:
    """Accounts of officers."""


@command.command(name="list")
def list_() -> None:
    """Show every account: user name, officer, clearance, roles."""
    start_node()
    from liaison.kernel.policy import Level
    from liaison.people.models import Officer

    for officer in Officer.objects.select_related("authority"):
        state = "" if officer.is_active else "  (closed)"
        level = Level(officer.clearance).name.lower()
        click.echo(f"{officer.username:<20} {officer!s:<20} {level:<13} {', '.join(officer.roles)}{state}")


@command.command()
@click.argument("username")
@click.option("--authority", "code", required=True, help="Code of the authority to act for.")
@click.option("--number", required=True, help="Number of the officer, such as N-07.")
@click.option("--role", "roles", multiple=True, required=True, help="A role; give it as often as needed.")
@click.option("--clearance", default="limited", show_default=True, type=click.Choice(_LEVELS))
def add(username: str, code: str, number: str, roles: tuple[str, ...], clearance: str) -> None:
    """Open an account. The password is asked for, or read from LIAISON_PASSWORD."""
    start_node()
    from liaison.cli.commands.authority import authority_named
    from liaison.kernel.policy import Level
    from liaison.people.services import create_officer

    create_officer(
        username=username,
        number=number,
        authority=authority_named(code),
        roles=roles,
        clearance=Level[clearance.upper()],
        password=asked_secret("LIAISON_PASSWORD", f"Password of {username}", new=True),
    )
    click.echo(f"{username} may sign in, and adds a second factor then.")


@command.command()
@click.argument("username")
@click.argument("given", nargs=-1, required=True, metavar="ROLE...")
def roles(username: str, given: tuple[str, ...]) -> None:
    """Give an officer these roles and no others."""
    officer = _officer(username)
    from liaison.people.services import set_roles

    set_roles(officer=officer, roles=given)
    click.echo(f"{username}: {', '.join(given)}")


@command.command()
@click.argument("username")
def close(username: str) -> None:
    """Close an account: sessions and tokens end now."""
    officer = _officer(username)
    from liaison.people.services import disable_officer

    disable_officer(officer=officer, moment=datetime.now(UTC))
    click.echo(f"{username} is closed.")


@command.command()
@click.argument("username")
def readmit(username: str) -> None:
    """Let in again who was closed or lost the second factor, with a new password."""
    officer = _officer(username)
    from liaison.people.services import readmit_officer

    password = asked_secret("LIAISON_PASSWORD", f"New password of {username}", new=True)
    readmit_officer(officer=officer, password=password)
    click.echo(f"{username} may sign in, and adds a second factor then.")


def _officer(username: str) -> Officer:
    start_node()
    from liaison.people.models import Officer

    found = Officer.objects.select_related("authority").filter(username=username).first()
    if found is None:
        raise NodeError("no account has this user name", value=username, remedy="See “liaison user list”.")
    return found
