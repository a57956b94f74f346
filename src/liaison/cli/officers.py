"""For whom a command acts: an officer, a purpose, a case; never past what that officer may do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import click

from liaison.cli.node import NodeError, start_node

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.people.models import Officer
    from liaison.records.view import View

Command = TypeVar("Command", bound="Callable[..., object]")


def reading(command: Command) -> Command:
    """Add the options of a command that reads: `--as`, `--purpose`, `--case`."""
    for option in (
        click.option("--case", default="", help="The case for which you read."),
        click.option("--purpose", required=True, help="The purpose for which you read, by its code."),
        click.option("--as", "username", required=True, help="User name of the officer who reads."),
    ):
        command = option(command)
    return command


def acting_officer(username: str, capability: str) -> Officer:
    """The officer for whom a command acts.

    Raises:
        NodeError: there is no such open account, or its roles do not allow this.
    """
    start_node()
    from liaison.people.models import Officer
    from liaison.people.permissions import capabilities_of

    officer = Officer.objects.select_related("authority").filter(username=username, is_active=True).first()
    if officer is None:
        raise NodeError(
            "no open account has this user name", value=username, remedy="See “liaison user list”."
        )
    if capability not in capabilities_of(officer.roles):
        raise NodeError(
            f"the roles of this officer do not allow {capability}",
            value=username,
            remedy="Act as another officer, or give the role with “liaison user roles”.",
        )
    return officer


def reading_view(username: str, purpose: str, case: str, capability: str) -> View:
    """The View of an officer, for a purpose that the officer's roles may state.

    Raises:
        NodeError: the officer may not do this.
        PeopleError: the officer may not state this purpose.
    """
    officer = acting_officer(username, capability)
    from liaison.people.services.officers import check_purpose
    from liaison.records.view import open_view

    check_purpose(officer, purpose)
    return open_view(officer, purpose=purpose, case=case)


def asked_secret(name: str, question: str, *, new: bool) -> str:
    """A secret from the environment variable `name`, else asked without showing it: never an argument."""
    held = os.environ.get(name)
    if held is not None:
        return held
    secret: str = click.prompt(question, hide_input=True, confirmation_prompt=new, err=True)
    return secret
