import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from liaison.kernel import seal as sealing
from liaison.kernel.errors import SealError
from liaison.kernel.seal import ExchangeKey, RecipientKey, open_sealed, seal

KEYS = [ExchangeKey.from_seed(bytes([number]) * 32) for number in range(1, 66)]
RECIPIENTS = [key.recipient_key for key in KEYS]
CONTEXT = b"feed XN-police to XV-customs, 7"
SEALED = seal(b"a signed envelope", RECIPIENTS[:3], CONTEXT)


def test_the_suite_opens_the_vector_of_rfc_9180_appendix_a_2_1() -> None:
    secret = X25519PrivateKey.from_private_bytes(
        bytes.fromhex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb")
    )
    sealed = bytes.fromhex(
        "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"
        "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"
    )
    info = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
    # The vector has associated data, for which the library's public form has no place.
    opened = openssl.hpke._decrypt_with_aad(sealing.SUITE, sealed, secret, info, b"Count-0")
    assert opened == b"Beauty is truth, truth beauty"
    with pytest.raises(InvalidTag):
        openssl.hpke._decrypt_with_aad(sealing.SUITE, sealed, secret, info, b"Count-1")


@pytest.mark.parametrize("count", [1, 2, 64])
@pytest.mark.parametrize("payload", [b"", b"x", b"payload" * 1000])
def test_every_recipient_opens_the_same_payload(count: int, payload: bytes) -> None:
    sealed = seal(payload, RECIPIENTS[:count], CONTEXT)
    assert {open_sealed(sealed, key, CONTEXT) for key in KEYS[:count]} == {payload}


def test_nobody_else_opens_it() -> None:
    for key in KEYS[3:]:
        with pytest.raises(SealError, match="not sealed to this key"):
            open_sealed(SEALED, key, CONTEXT)


def test_another_context_opens_nothing() -> None:
    for context in (b"", CONTEXT + b"8", CONTEXT[:-1]):
        with pytest.raises(SealError, match="another context"):
            open_sealed(SEALED, KEYS[0], context)


def test_a_change_at_any_byte_is_noticed_by_every_recipient() -> None:
    for position in range(len(SEALED)):
        changed = bytearray(SEALED)
        changed[position] ^= 1
        for key in KEYS[:3]:
            with pytest.raises(SealError):
                open_sealed(bytes(changed), key, CONTEXT)


def test_a_seal_cut_or_lengthened_anywhere_is_refused() -> None:
    for end in range(len(SEALED)):
        with pytest.raises(SealError):
            open_sealed(SEALED[:end], KEYS[0], CONTEXT)
    with pytest.raises(SealError):
        open_sealed(SEALED + b"\x00", KEYS[0], CONTEXT)


def test_a_sender_cannot_give_two_recipients_two_content_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = sealing._sealed_key

    def dishonest(content_key: bytes, recipient: RecipientKey, bound: bytes) -> bytes:
        other = bytes(32) if recipient == RECIPIENTS[1] else content_key
        return honest(other, recipient, bound)

    monkeypatch.setattr(sealing, "_sealed_key", dishonest)
    sealed = seal(b"payload", RECIPIENTS[:2], CONTEXT)
    assert open_sealed(sealed, KEYS[0], CONTEXT) == b"payload"
    with pytest.raises(SealError, match="does not open"):
        open_sealed(sealed, KEYS[1], CONTEXT)


def test_sealing_twice_gives_two_seals() -> None:
    assert seal(b"payload", RECIPIENTS[:1], CONTEXT) != seal(b"payload", RECIPIENTS[:1], CONTEXT)


@pytest.mark.parametrize("count", [0, 65])
def test_a_seal_has_one_to_sixty_four_recipients(count: int) -> None:
    with pytest.raises(SealError, match="1 to 64"):
        seal(b"payload", RECIPIENTS[:count], CONTEXT)


def test_each_recipient_is_named_once() -> None:
    with pytest.raises(SealError, match="twice"):
        seal(b"payload", [RECIPIENTS[0], RECIPIENTS[0]], CONTEXT)


def test_a_key_that_shares_its_secret_with_everybody_is_refused() -> None:
    with pytest.raises(SealError, match="same secret with everybody"):
        seal(b"payload", [RecipientKey(bytes(32))], CONTEXT)


def test_keys_are_32_bytes_and_show_nothing_of_themselves() -> None:
    for length in (31, 33):
        with pytest.raises(SealError, match="32 bytes"):
            RecipientKey(bytes(length))
        with pytest.raises(SealError, match="32 bytes"):
            ExchangeKey.from_seed(bytes(length))
    one, other = ExchangeKey.generate(), ExchangeKey.generate()
    assert one.seed() != other.seed()
    assert ExchangeKey.from_seed(one.seed()).recipient_key == one.recipient_key
    assert one.seed().hex() not in repr(one)
    assert len(one.recipient_key.key_id) == 32
