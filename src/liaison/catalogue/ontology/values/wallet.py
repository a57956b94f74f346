"""Addresses of crypto-asset wallets."""

import re
from typing import ClassVar

from liaison.catalogue.codes import Code, vocabulary
from liaison.catalogue.ontology.values.base import PlainType, ValueFault
from liaison.catalogue.ontology.values.base58 import base58_payload
from liaison.catalogue.ontology.values.bech32 import bech32_prefix
from liaison.catalogue.ontology.values.keccak import keccak_256
from liaison.catalogue.ontology.values.private_keys import refuse_wallet_secret

_ACCOUNT = re.compile(r"0x[0-9a-fA-F]{40}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{26,35}")
_PAYLOAD = 21
_CAPITAL = 8


class WalletAddress(PlainType):
    """A public address on one of the ledgers of the list “ledger”.

    Base58Check and Bech32 addresses must pass their check, and addresses of Ethereum and its like must if
    they are written in both cases (EIP-55); these are kept in lower case.
    """

    name: ClassVar[str] = "wallet"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The address in the one form of its ledger."""
        refuse_wallet_secret(text)
        if _ACCOUNT.fullmatch(text) and _capitals_hold(text[2:]):
            return text.lower()
        if _BASE58.fullmatch(text) and _base58_ledger(text):
            return text
        lowered = text.lower()
        if text in (lowered, text.upper()) and _bech32_ledger(lowered):
            return lowered
        raise ValueFault(
            "this is not an address whose check holds",
            value=text,
            remedy=f"Compare each character with the source; known are {_ledgers()}.",
        )


def _capitals_hold(digits: str) -> bool:
    """Whether the address is in one case, or each letter is a capital where the hash wants it (EIP-55)."""
    lowered = digits.lower()
    if digits in (lowered, digits.upper()):
        return True
    wanted = keccak_256(lowered.encode()).hex()
    pairs = zip(lowered, wanted, strict=False)
    return digits == "".join(digit.upper() if int(other, 16) >= _CAPITAL else digit for digit, other in pairs)


def _base58_ledger(text: str) -> Code | None:
    payload = base58_payload(text)
    if payload is None or len(payload) != _PAYLOAD:
        return None
    return _ledger_with("versions", str(payload[0]))


def _bech32_ledger(text: str) -> Code | None:
    prefix = bech32_prefix(text)
    return _ledger_with("prefixes", prefix) if prefix else None


def _ledger_with(fact: str, wanted: str) -> Code | None:
    ledgers = vocabulary("ledger").codes.values()
    return next((ledger for ledger in ledgers if wanted in ledger.texts(fact)), None)


def _ledgers() -> str:
    return ", ".join(ledger.labels["en"] for ledger in vocabulary("ledger").codes.values())
