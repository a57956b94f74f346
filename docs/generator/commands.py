"""The commands of `liaison`, as they describe themselves."""

from collections.abc import Iterator

import click

from generator.markdown import document, section
from liaison.cli.main import liaison

_WIDTH = 100


def commands() -> str:
    """Every command with its options."""
    return document(
        "Commands",
        "What `liaison COMMAND --help` prints. Exit codes: 0 done, 1 refused with value, reason and remedy,"
        " 2 wrong usage.",
        [
            section(name, f"```text\n{_help(name, command)}\n```")
            for name, command in every_command(liaison, "liaison")
        ],
    )


def every_command(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each under its full name."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            if (below := command.get_command(context, word)) is not None:
                yield from every_command(below, f"{name} {word}")


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, max_content_width=_WIDTH, terminal_width=_WIDTH)
    return command.get_help(context)
