"""Base58Check: the text form of Bitcoin and Tron addresses and keys, with its four check bytes."""

from hashlib import sha256

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_CHECK_BYTES = 4


def base58_payload(text: str) -> bytes | None:
    """The bytes that a Base58Check text stands for, without its check; None if the check does not hold."""
    number = 0
    for letter in text:
        if letter not in _VALUE:
            return None
        number = number * 58 + _VALUE[letter]
    zeros = len(text) - len(text.lstrip("1"))
    decoded = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    payload, check = decoded[:-_CHECK_BYTES], decoded[-_CHECK_BYTES:]
    return payload if sha256(sha256(payload).digest()).digest()[:_CHECK_BYTES] == check else None
