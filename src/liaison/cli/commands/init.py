"""`liaison init`: a new node with its first authority and operator, or an old one brought up to date."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from liaison.cli.node import making, migrate, node_folder, start_software
from liaison.cli.officers import asked_secret

_NEXT = """
The node is in {folder}. Next:

  1. liaison run                       serves it on http://127.0.0.1:8000/
  2. sign in as {username}, add a second factor, and open accounts for officers
  3. liaison backup                    and keep archive and passphrase apart

The signing key of {code} reads, for those who compare it by telephone:
  {fingerprint}
"""


@click.command(name="init")
@click.option("--authority", "code", help="Code of the first authority, such as XN-CDC.")
@click.option("--name", help="Its name.")
@click.option("--username", help="User name of the first operator.")
@click.option("--number", default="OP-1", show_default=True, help="The operator's number.")
def command(code: str | None, name: str | None, username: str | None, number: str) -> None:
    """Make a node, or bring the tables of an existing one up to date.

    The operator's password is asked for, or read from LIAISON_PASSWORD.
    """
    folder = node_folder()
    if folder.is_dir():
        start_software()
        migrate()
        click.echo(f"The tables of the node in {folder} are up to date.")
        return
    code = code or click.prompt("Code of the first authority (XN-CDC)", err=True)
    name = name or click.prompt("Its name", err=True)
    username = username or click.prompt("User name of the first operator", err=True)
    password = asked_secret("LIAISON_PASSWORD", "Password of the operator", new=True)
    with making(folder):
        start_software()
        migrate()
        fingerprint = _enter(str(code), str(name), str(username), number, password)
    click.echo(_NEXT.format(folder=folder, username=username, code=code, fingerprint=fingerprint))


def _enter(code: str, name: str, username: str, number: str, password: str) -> str:
    from django.db import transaction

    from liaison.kernel.keys import VerifyKey, fingerprint
    from liaison.kernel.policy import Level
    from liaison.people.services import create_authority, create_officer, rotate_key

    with transaction.atomic():
        authority = create_authority(code=code, name=name, country=code[:2], roles=[], hosted=True)
        key = rotate_key(authority=authority, moment=datetime.now(UTC))
        create_officer(
            username=username,
            number=number,
            authority=authority,
            roles=["operator"],
            clearance=Level.OPEN,
            password=password,
        )
    return fingerprint(VerifyKey(bytes(key.public)))
