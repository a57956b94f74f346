import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import property_of

from liaison.catalogue.ontology.values.base import ValueFault
from liaison.catalogue.ontology.values.base58 import base58_payload
from liaison.catalogue.ontology.values.bech32 import bech32_prefix
from liaison.catalogue.ontology.values.keccak import keccak_256

WALLET = property_of("wallet")
NOTE = property_of("text")
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# A key that everybody knows: the example of the Bitcoin wiki on the wallet import format.
KNOWN_KEY = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ"
# The master key of test vector 1 of BIP 32.
KNOWN_MASTER = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPP"
    "qjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"
)


def base58(payload: bytes) -> str:
    checked = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(checked, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(checked) - len(checked.lstrip(b"\0"))) + text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        # The examples of BIP 173 and BIP 350.
        ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
         "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
        # The examples of EIP-55.
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"),
        ("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359"),
        ("0x52908400098527886E0F7030069857D2E4169EE7", "0x52908400098527886e0f7030069857d2e4169ee7"),
    ],
)  # fmt: skip
def test_public_addresses_are_read(raw: str, text: str) -> None:
    assert WALLET.read(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "bc1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
        "0x5290840009852788",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",
        "an address",
    ],
)
def test_addresses_whose_check_does_not_hold_are_refused(raw: str) -> None:
    with pytest.raises(ValueFault, match="not an address whose check holds") as caught:
        WALLET.read(raw)
    assert "Bitcoin" in caught.value.remedy


@pytest.mark.parametrize(
    "raw",
    [
        KNOWN_KEY,
        KNOWN_MASTER,
        "ab" * 32,
        "0x" + "AB" * 32,
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
    ],
)
def test_private_keys_and_seed_phrases_are_refused_and_not_repeated(raw: str) -> None:
    with pytest.raises(ValueFault, match=r"private key|seed phrase") as caught:
        WALLET.read(raw)
    assert caught.value.value is None
    assert raw not in str(caught.value)
    assert "public address" in caught.value.remedy


@pytest.mark.parametrize("key", [KNOWN_KEY, KNOWN_MASTER])
def test_a_private_key_does_not_hide_in_a_note(key: str) -> None:
    with pytest.raises(ValueFault, match="private key") as caught:
        NOTE.read(f"On the paper stood {key}, folded twice.")
    assert key not in str(caught.value)
    swapped = key[:-2] + key[-1] + key[-2]
    assert NOTE.read(f"On the paper stood {swapped}, folded twice.").text


@given(payload=st.binary(min_size=20, max_size=20), version=st.sampled_from([0, 5, 48, 50, 30, 22, 65]))
def test_every_payload_of_a_known_ledger_makes_an_address(payload: bytes, version: int) -> None:
    address = base58(bytes([version]) + payload)
    assert base58_payload(address) == bytes([version]) + payload
    assert WALLET.read(address).text == address


@given(place=st.integers(3, 41), letter=st.sampled_from(BECH32))
def test_bech32_catches_every_single_wrong_letter(place: int, letter: str) -> None:
    address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    changed = address[:place] + letter + address[place + 1 :]
    assert (bech32_prefix(changed) == "bc") == (changed == address)


def test_letters_that_base58_leaves_out_are_no_payload() -> None:
    assert base58_payload("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN0") is None


@given(message=st.binary(max_size=300))
def test_keccak_with_the_padding_of_sha3_is_sha3(message: bytes) -> None:
    assert keccak_256(message, 0x06) == hashlib.sha3_256(message).digest()


def test_keccak_of_nothing_is_the_published_value() -> None:
    expected = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak_256(b"").hex() == expected
