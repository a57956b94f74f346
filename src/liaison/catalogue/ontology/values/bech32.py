"""Bech32 and Bech32m: the text form of newer Bitcoin and Litecoin addresses (BIP 173, BIP 350)."""

from collections.abc import Iterable

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32 = 1
_BECH32M = 0x2BC830A3
_CHECK_LETTERS = 6
_LONGEST = 90


def bech32_prefix(text: str) -> str | None:
    """The human-readable part of a segwit address, or None if its check does not hold.

    Version 0 is checked as Bech32, each later version as Bech32m (BIP 350).
    """
    prefix, one, letters = text.rpartition("1")
    if not one or len(letters) <= _CHECK_LETTERS or len(text) > _LONGEST or set(letters) - set(_ALPHABET):
        return None
    values = [_ALPHABET.index(letter) for letter in letters]
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    wanted = _BECH32M if values[0] else _BECH32
    return prefix if _polymod([*expanded, *values]) == wanted else None


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            check ^= term if (top >> bit) & 1 else 0
    return check
