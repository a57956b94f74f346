"""`liaison authority`: who signs here, and with which keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from liaison.cli.node import NodeError, start_node

if TYPE_CHECKING:
    from liaison.people.models import Authority


@click.group(name="authority")
def command() -> None:
    """Authorities and their keys."""


@command.command(name="list")
def list_() -> None:
    """Show every authority; of those that sign here, the keys and until when they hold."""
    start_node()
    from liaison.people.models import Authority

    for authority in Authority.objects.prefetch_related("keys"):
        click.echo(f"{authority.code:<20} {authority.country}  {authority.name}")
        for key in authority.keys.all():
            ended = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else f"until {key.not_after:%Y-%m-%d}"
            click.echo(
                f"  {key.key_id}  {key.not_before:%Y-%m-%d} {ended}{'  signs here' if key.seed else ''}"
            )


@command.command()
@click.argument("code")
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, help="A role; give it as often as needed.")
@click.option("--signs-here", is_flag=True, help="This node signs for it, with a key made now.")
def add(code: str, name: str, roles: tuple[str, ...], signs_here: bool) -> None:  # noqa: FBT001 - a flag of the command
    """Enter an authority under a code such as XN-CDC."""
    start_node()
    from django.db import transaction

    from liaison.people.services import create_authority, rotate_key

    with transaction.atomic():
        authority = create_authority(
            code=code, name=name, country=code[:2], roles=list(roles), hosted=signs_here
        )
        if signs_here:
            rotate_key(authority=authority, moment=datetime.now(UTC))
    click.echo(f"{code} is entered.")


@command.command()
@click.argument("code")
def rotate(code: str) -> None:
    """Make the next signing key; the one before stays good for thirty days."""
    start_node()
    from liaison.kernel.keys import VerifyKey, fingerprint
    from liaison.people.services import rotate_key

    key = rotate_key(authority=authority_named(code), moment=datetime.now(UTC))
    click.echo(f"{key.key_id}  {fingerprint(VerifyKey(bytes(key.public)))}")


def authority_named(code: str) -> Authority:
    """The authority of that code, on a started node.

    Raises:
        NodeError: there is none.
    """
    from liaison.people.models import Authority

    found = Authority.objects.filter(code=code).first()
    if found is None:
        raise NodeError("there is no such authority", value=code, remedy="See “liaison authority list”.")
    return found
