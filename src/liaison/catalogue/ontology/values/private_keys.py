"""Recognises private keys of wallets: they must not enter the store, not even inside an error."""

import re

from liaison.catalogue.faults import ValueFault
from liaison.catalogue.ontology.values.base58 import base58_payload

_CANDIDATE = re.compile(
    r"(?<![1-9A-HJ-NP-Za-km-z])(?:[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}|[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107,108})"
)
_HEXADECIMAL_KEY = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")
_SHORTEST = 51
_SEED_LENGTHS = (12, 15, 18, 21, 24)
_SEED_WORD = re.compile(r"[a-z]{3,8}")


def refuse_private_key(text: str) -> None:
    """Refuses text in which a private key with a valid check stands (Bitcoin WIF, BIP 32).

    Raises:
        ValueFault: there is one; the fault does not repeat it.
    """
    for candidate in _CANDIDATE.findall(text) if len(text) >= _SHORTEST else ():
        if base58_payload(candidate) is not None:
            raise _fault("this holds the private key of a wallet")


def refuse_wallet_secret(text: str) -> None:
    """Refuses what stands for an address and looks like a private key or a seed phrase (BIP 39).

    Raises:
        ValueFault: it does; the fault does not repeat it.
    """
    refuse_private_key(text)
    if _HEXADECIMAL_KEY.fullmatch(text):
        raise _fault("this looks like a private key: an address is shorter")
    words = text.split()
    if len(words) in _SEED_LENGTHS and all(map(_SEED_WORD.fullmatch, words)):
        raise _fault("this looks like the seed phrase of a wallet")


def _fault(reason: str) -> ValueFault:
    return ValueFault(
        reason,
        remedy="Write the public address. Keep the secret under seal, as evidence, never here.",
    )
