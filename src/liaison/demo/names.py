"""Invented names, put together from syllables and words that stand in `words.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.demo.content import content

if TYPE_CHECKING:
    from random import Random


def person_name(dice: Random) -> str:
    """A name that belongs to nobody: two syllables, then three."""
    given, family = content("words")["given"], content("words")["family"]
    first = dice.choice(given["first"]) + dice.choice(given["last"])
    last = dice.choice(family["first"]) + dice.choice(family["middle"]) + dice.choice(family["last"])
    return f"{first} {last}"


def ship_name(dice: Random) -> str:
    """The name of a ship."""
    return _paired(dice, "ships")


def firm_name(dice: Random) -> str:
    """The name of a firm."""
    return _paired(dice, "firms")


def _paired(dice: Random, words: str) -> str:
    parts = content("words")[words]
    return f"{dice.choice(parts['first'])} {dice.choice(parts['last'])}"


def sentence(dice: Random, topic: str, language: str) -> str:
    """A sentence of `texts.yaml` on a topic, in a language."""
    return str(dice.choice(content("texts")[topic][language]))
