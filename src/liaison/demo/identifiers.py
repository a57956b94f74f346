"""Identifiers right in form that belong to nothing: check digits hold, the ranges are not given out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CONTAINER_VALUES = dict(zip(_LETTERS, (v for v in range(10, 39) if v % 11), strict=True))
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def imo_number(dice: Random) -> str:
    """An IMO ship number whose check digit holds; none that begins with 3 was ever given to a ship."""
    digits = f"3{dice.randrange(100_000):05d}"
    weighted = sum(weight * int(digit) for weight, digit in zip(range(7, 1, -1), digits, strict=True))
    return digits + str(weighted % 10)


def radio_identity(dice: Random, prefix: str) -> str:
    """An MMSI that begins with 970, which no State has for its ships (ITU-R M.585, Annex 1)."""
    return prefix + f"{dice.randrange(10 ** (9 - len(prefix))):0{9 - len(prefix)}d}"


def container_number(dice: Random, owner: str = "XLUU") -> str:
    """A container number whose check digit holds (ISO 6346)."""
    while True:
        joined = f"{owner}{dice.randrange(10**6):06d}"
        values = (_CONTAINER_VALUES.get(letter) or int(letter) for letter in joined)
        check = sum(value << place for place, value in enumerate(values)) % 11
        if check != 10:  # noqa: PLR2004 - numbers with this remainder are not used, as the standard advises
            return joined + str(check)


def account_number(dice: Random, country: str) -> str:
    """An IBAN of a fabricated State whose check digits hold (ISO 13616)."""
    number = f"{dice.randrange(10**16):016d}"
    remainder = int("".join(str(int(letter, 36)) for letter in f"{number}{country}00")) % 97
    return f"{country}{98 - remainder:02d}{number}"


def wallet_address(dice: Random) -> str:
    """A Bitcoin address whose check holds (Base58Check, version 0); nobody has its key."""
    payload = b"\x00" + dice.randbytes(20)
    checked = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(checked), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "1" * (len(checked) - len(checked.lstrip(b"\x00"))) + text


def passport_number(dice: Random, country: str) -> str:
    """The number of a travel document: the code of the State and seven digits."""
    return f"{country}{dice.randrange(10**7):07d}"
