"""`liaison token`: access to the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click

from liaison.cli.node import NodeError, start_node
from liaison.cli.officers import acting_officer


@click.group(name="token")
def command() -> None:
    """Access tokens for the API."""


@command.command()
@click.argument("username")
@click.option("--purpose", required=True, help="The purpose for which it reads, by its code.")
@click.option("--case", default="", help="The case for which it reads.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 365))
def issue(username: str, purpose: str, case: str, days: int) -> None:
    """Issue a token and show it, now and never again."""
    officer = acting_officer(username, "tokens.own")
    from liaison.people.services import issue_token

    token, characters = issue_token(
        officer=officer, purpose=purpose, case=case, lifetime=timedelta(days=days), moment=datetime.now(UTC)
    )
    click.echo(f"{characters}\n")
    click.echo(
        f"Good until {token.expires:%Y-%m-%d}. It is not shown again; end it with “liaison token end”.",
        err=True,
    )


@command.command(name="list")
def list_() -> None:
    """Show every token by the letters after its first underscore."""
    start_node()
    from liaison.people.models import AccessToken

    for token in AccessToken.objects.select_related("officer__authority"):
        ended = "ended" if token.revoked else f"until {token.expires:%Y-%m-%d}"
        click.echo(f"{token.prefix}  {token.officer!s:<20} {token.purpose:<24} {ended}")


@command.command()
@click.argument("prefix")
def end(prefix: str) -> None:
    """End a token now."""
    start_node()
    from liaison.people.models import AccessToken
    from liaison.people.services import revoke_token

    token = AccessToken.objects.filter(prefix=prefix).first()
    if token is None:
        raise NodeError("no token begins like this", value=prefix, remedy="See “liaison token list”.")
    revoke_token(token=token, moment=datetime.now(UTC))
    click.echo(f"{prefix} is ended.")
