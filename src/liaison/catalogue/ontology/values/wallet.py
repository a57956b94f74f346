"""Addresses of crypto-asset wallets."""

import re
from typing import ClassVar

from liaison.catalogue.codes import Code, vocabulary
from liaison.catalogue.ontology.values.base import PlainType, ValueFault
from liaison.catalogue.ontology.values.base58 import base58_payload
from liaison.catalogue.ontology.values.bech32 import bech32_prefix
from liaison.catalogue.ontology.values.private_keys import refuse_wallet_secret

_ACCOUNT = re.compile(r"0x[0-9a-fA-F]{40}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{26,35}")
_PAYLOAD = 21


class WalletAddress(PlainType):
    """A public address on one of the ledgers of the list “ledger”.

    Base58Check and Bech32 addresses must pass their check. Addresses of Ethereum and its like are kept in
    lower case; the check that their capitals may carry (EIP-55) is not made.
    """

    name: ClassVar[str] = "wallet"
    identifier: ClassVar[bool] = True

    def canonical(self, text: str) -> str:
        """The address in the one form of its ledger."""
        refuse_wallet_secret(text)
        if _ACCOUNT.fullmatch(text):
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
