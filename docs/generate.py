"""Writes docs/reference from the code and the catalogue; `--check` only compares.

Run it through `make docs`. What it writes depends on nothing but the checkout.
"""  # noqa: INP001 - a script

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import django

REFERENCE = Path(__file__).with_name("reference")


def documents() -> Mapping[str, Callable[[], str]]:
    """Each file of the reference and what makes it."""
    from generator import addresses, commands, kinds, operations, roles, vocabularies

    return {
        "kinds.md": kinds.kinds,
        "values.md": kinds.values,
        "vocabularies.md": vocabularies.vocabularies,
        "commands.md": commands.commands,
        "api.md": operations.operations,
        "pages.md": addresses.pages,
        "settings.md": roles.settings,
        "capabilities.md": roles.capabilities,
    }


def outdated() -> dict[Path, str]:
    """The files that are not what the code says, with what they should be."""
    made = {REFERENCE / name: make() for name, make in documents().items()}
    return {
        file: text
        for file, text in made.items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    }


def main() -> int:
    """Write or compare; the answer is the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.site.settings")
    django.setup()
    REFERENCE.mkdir(exist_ok=True)
    different = outdated()
    if "--check" in sys.argv:
        sys.stderr.writelines(
            f"{file.name} is not what the code says. Run make docs.\n" for file in different
        )
        return bool(different)
    for file, text in different.items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
