"""`liaison`: finds a command when it is called, and tells a fault as value, reason and remedy."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from liaison.cli import commands
from liaison.kernel.errors import LiaisonError

_FAULT = 1


class Commands(click.Group):
    """Commands by the names of their modules, imported when asked for: `--help` of one loads one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Every command."""
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        suffix = "_" if cmd_name == "import" else ""
        found: click.Command = importlib.import_module(f"{commands.__name__}.{cmd_name}{suffix}").command
        return found


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="liaison")
def liaison() -> None:
    """A node on which authorities run their cooperation against illicit drugs.

    The node is the folder ./node, or the one that LIAISON_NODE names.
    """


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 refused or failed, 2 called wrongly."""
    try:
        sys.exit(liaison.main(standalone_mode=False) or 0)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(_FAULT)
    except LiaisonError as fault:
        click.echo(str(fault), err=True)
        sys.exit(_FAULT)
    except OSError as fault:
        click.echo(f"{fault.filename or 'The system'}: {fault.strerror or fault}.", err=True)
        sys.exit(_FAULT)
