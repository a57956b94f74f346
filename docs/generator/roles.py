"""What each role may do, and the settings of a node."""

import re
from pathlib import Path

import yaml

import liaison.people
import liaison.site
from generator.markdown import document, section, table
from liaison.catalogue.codes import vocabulary
from liaison.people.permissions import capabilities_of

_SETTING = re.compile(r"^(LIAISON_\w+) +(.+)$", re.MULTILINE)


def capabilities() -> str:
    """Capabilities and purposes by role."""
    listed = _capabilities()
    return document(
        "Capabilities",
        "What a role may do in the software. What it may read is decided by the marking, never here.",
        [
            section(
                "Capabilities", table(("Capability", "What"), [(f"`{n}`", t) for n, t in listed.items()])
            ),
            section(
                "Roles", table(("Role", "May", "May state as purpose"), map(_role, vocabulary("role").codes))
            ),
        ],
    )


def _capabilities() -> dict[str, str]:
    source = Path(liaison.people.__path__[0]) / "capabilities.yaml"
    listed: dict[str, str] = yaml.safe_load(source.read_text(encoding="utf-8"))["capabilities"]
    return listed


def _role(role: str) -> tuple[str, str, str]:
    purposes = [code.code for code in vocabulary("purpose").codes.values() if role in code.texts("roles")]
    held = sorted(capabilities_of([role]))
    return vocabulary("role").label(role, "en"), _named(held), _named(purposes)


def _named(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def settings() -> str:
    """Every variable of the environment that a node reads."""
    rows = [(f"[`{name}`](../operate.md#{name.lower()})", text) for name, text in stated_settings().items()]
    return document(
        "Settings",
        "What a node reads from its environment. Each variable is explained in"
        " [operate](../operate.md#settings), with those from which commands take a secret.",
        [table(("Variable", "Meaning; default"), rows)],
    )


def stated_settings() -> dict[str, str]:
    """Names and meanings from the docstring of the settings."""
    source = Path(liaison.site.__path__[0]) / "settings.py"
    return dict(_SETTING.findall(source.read_text(encoding="utf-8").split('"""')[1]))
