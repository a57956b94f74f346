from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from liaison.kernel.canonical import Json, canonical, parse
from liaison.kernel.errors import KeyRingError, VerificationError
from liaison.kernel.keys import (
    KeyEntry,
    KeyRing,
    SigningKey,
    VerifyKey,
    accept_introduction,
    fingerprint,
    introduce,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2027, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
OLD, NEW, FOREIGN = (SigningKey.from_seed(bytes([number]) * 32) for number in (1, 2, 3))
RING = KeyRing([KeyEntry("XN-police", OLD.verify_key, START, END)])
SUCCESSOR = KeyEntry("XN-police", NEW.verify_key, END - timedelta(days=30), END + timedelta(days=365))

# RFC 8032 section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(seed: str, public: str, message: str, signature: str) -> None:
    key = SigningKey.from_seed(bytes.fromhex(seed))
    assert key.seed().hex() == seed
    assert key.verify_key.raw.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    key.verify_key.verify(bytes.fromhex(signature), bytes.fromhex(message))


def test_a_signature_of_another_key_or_message_is_refused() -> None:
    signature = OLD.sign(b"message")
    for key, message, signed in [
        (NEW.verify_key, b"message", signature),
        (OLD.verify_key, b"messages", signature),
        (OLD.verify_key, b"message", signature[:-1]),
        (VerifyKey(b"\xff" * 32), b"message", signature),
    ]:
        with pytest.raises(VerificationError, match="did not sign"):
            key.verify(signed, message)


def test_a_signature_has_one_spelling_only() -> None:
    order = 2**252 + 27742317777372353535851937790883648493
    signature = OLD.sign(b"message")
    scalar = int.from_bytes(signature[32:], "little")
    with pytest.raises(VerificationError):
        OLD.verify_key.verify(signature[:32] + (scalar + order).to_bytes(32, "little"), b"message")


def test_a_generated_key_is_new_and_shows_nothing_of_itself() -> None:
    one, other = SigningKey.generate(), SigningKey.generate()
    assert one.seed() != other.seed()
    assert one.seed().hex() not in repr(one)
    assert str(one.seed()) not in repr(one)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(KeyRingError, match="has 32 bytes"):
        VerifyKey(bytes(length))
    with pytest.raises(KeyRingError, match="has 32 bytes"):
        SigningKey.from_seed(bytes(length))


PRIME = 2**255 - 19
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME


def square_root(number: int) -> int | None:
    root = pow(number, (PRIME + 3) // 8, PRIME)
    candidates = (root, root * pow(2, (PRIME - 1) // 4, PRIME) % PRIME)
    return next((found for found in candidates if found * found % PRIME == number % PRIME), None)


def keys_of_small_order() -> list[bytes]:
    """Every encoding of a point whose order divides 8 on the curve of RFC 8032 section 5.1.

    Order 1, 2 and 4 have y = 1, -1 and 0. A point of order 8 doubles to y = 0, so that x^2 = -y^2 and, by the
    equation of the curve, d y^4 + 2 y^2 - 1 = 0.
    """
    ordinates = [0, 1, PRIME - 1]
    discriminant = square_root(1 + CURVE)
    assert discriminant is not None
    for sign in (1, -1):
        y = square_root((sign * discriminant - 1) * pow(CURVE, -1, PRIME))
        ordinates += [] if y is None else [y, PRIME - y]
    spelled = [y + again for y in ordinates for again in (0, PRIME) if y + again < 2**255]
    return [(y + sign).to_bytes(32, "little") for y in spelled for sign in (0, 2**255)]


def test_a_key_under_which_anybody_can_sign_is_refused() -> None:
    neutral, forged = b"\x01" + bytes(31), b"\x01" + bytes(63)
    Ed25519PublicKey.from_public_bytes(neutral).verify(forged, b"any message")  # the library lets it pass
    weak = keys_of_small_order()
    assert len(weak) == 14
    for raw in weak:
        with pytest.raises(KeyRingError, match="anybody can sign"):
            VerifyKey(raw)


def test_a_key_id_is_the_beginning_of_the_hash_of_the_key() -> None:
    key = VerifyKey(b"\xff" * 32)
    assert key.key_id == "af9613760f72635fbdb44a5a0a63c39f"


def test_a_fingerprint_can_be_spoken_and_differs_by_key() -> None:
    groups = fingerprint(OLD.verify_key).split()
    assert [len(group) for group in groups] == [5] * 8
    assert all(group.isdecimal() for group in groups)
    assert fingerprint(OLD.verify_key) != fingerprint(NEW.verify_key)


@pytest.mark.parametrize(
    ("key", "authority", "moment", "reason"),
    [
        (NEW, "XN-police", START, "no such key of XN-police"),
        (OLD, "XV-customs", START, "no such key of XV-customs"),
        (OLD, "XN-police", START - INSTANT, "not valid before 2026-01-01T00:00:00Z"),
        (OLD, "XN-police", END, "expired at 2027-01-01T00:00:00Z"),
    ],
)
def test_a_key_is_found_only_for_its_authority_and_in_its_time(
    key: SigningKey, authority: str, moment: datetime, reason: str
) -> None:
    with pytest.raises(KeyRingError, match=reason):
        RING.find(key.verify_key.key_id, authority, moment)


def test_a_key_is_found_from_its_beginning_until_just_before_its_end() -> None:
    for moment in (START, END - INSTANT):
        assert RING.find(OLD.verify_key.key_id, "XN-police", moment) == OLD.verify_key


def test_a_revoked_key_is_refused_from_its_revocation_on() -> None:
    since = START + timedelta(days=90)
    ring = KeyRing([KeyEntry("XN-police", OLD.verify_key, START, END, revoked=since)])
    assert ring.find(OLD.verify_key.key_id, "XN-police", since - INSTANT) == OLD.verify_key
    with pytest.raises(KeyRingError, match="XN-police revoked this key at 2026-04-01"):
        ring.find(OLD.verify_key.key_id, "XN-police", since)


def test_the_valid_keys_of_an_authority_are_those_that_would_be_found() -> None:
    since = START + timedelta(days=90)
    ring = KeyRing(
        [
            *RING.entries,
            SUCCESSOR,
            KeyEntry("XN-police", FOREIGN.verify_key, START, END, revoked=since),
            KeyEntry("XV-customs", FOREIGN.verify_key, START, END),
        ]
    )
    assert ring.valid("XN-police", START - INSTANT) == ()
    assert ring.valid("XN-police", START) == (OLD.verify_key, FOREIGN.verify_key)
    assert ring.valid("XN-police", since) == (OLD.verify_key,)
    assert ring.valid("XN-police", END - INSTANT) == (OLD.verify_key, NEW.verify_key)
    assert ring.valid("XN-police", END) == (NEW.verify_key,)
    with pytest.raises(KeyRingError, match="without a zone"):
        ring.valid("XN-police", START.replace(tzinfo=None))


@pytest.mark.parametrize("naive", [0, 1, 2])
def test_times_without_zone_are_refused(naive: int) -> None:
    moments = [START, END, END]
    moments[naive] = moments[naive].replace(tzinfo=None)
    with pytest.raises(KeyRingError, match="without a zone"):
        KeyEntry("XN-police", OLD.verify_key, *moments)
    with pytest.raises(KeyRingError, match="without a zone"):
        RING.find(OLD.verify_key.key_id, "XN-police", START.replace(tzinfo=None))


def test_a_period_ends_after_it_begins() -> None:
    with pytest.raises(KeyRingError, match="end before it begins"):
        KeyEntry("XN-police", OLD.verify_key, START, START)


def test_an_authority_has_a_key_once_but_two_may_share_one() -> None:
    entry = KeyEntry("XN-police", OLD.verify_key, START, END)
    assert len(KeyRing([entry, KeyEntry("XN-customs", OLD.verify_key, START, END)]).entries) == 2
    with pytest.raises(KeyRingError, match="XN-police has this key already"):
        KeyRing([entry, entry])


def test_a_rotation_leaves_no_moment_without_a_key() -> None:
    ring = accept_introduction(RING, introduce(OLD, SUCCESSOR), END - timedelta(days=60))
    assert ring.entries == (*RING.entries, SUCCESSOR)
    overlap = END - timedelta(days=1)
    for key, moment in [(OLD, START), (OLD, overlap), (NEW, overlap), (NEW, END)]:
        assert ring.find(key.verify_key.key_id, "XN-police", moment) == key.verify_key


def test_an_introduction_needs_an_introducer_who_is_valid_now() -> None:
    with pytest.raises(KeyRingError, match="expired"):
        accept_introduction(RING, introduce(OLD, SUCCESSOR), END)
    with pytest.raises(KeyRingError, match="no such key"):
        accept_introduction(RING, introduce(FOREIGN, SUCCESSOR), START)
    for_another = KeyEntry("XV-customs", NEW.verify_key, START, END)
    with pytest.raises(KeyRingError, match="no such key of XV-customs"):
        accept_introduction(RING, introduce(OLD, for_another), START)


def test_a_key_is_introduced_once() -> None:
    introduction = introduce(OLD, SUCCESSOR)
    with pytest.raises(KeyRingError, match="has this key already"):
        accept_introduction(accept_introduction(RING, introduction, START), introduction, START)


def changed(**members: Json) -> bytes:
    value = parse(introduce(OLD, SUCCESSOR))
    assert isinstance(value, dict)
    return canonical({**value, **members})


@pytest.mark.parametrize(
    "introduction",
    [
        b"",
        b"[]",
        introduce(OLD, SUCCESSOR) + b"\n",
        changed(note="x"),
        changed(key=1),
        changed(signature="xyz"),
        changed(signature="00" * 64),
        changed(not_after="2099-01-01T00:00:00Z"),
        changed(authority="XV-customs"),
    ],
)
def test_a_changed_introduction_is_refused(introduction: bytes) -> None:
    with pytest.raises(VerificationError):
        accept_introduction(RING, introduction, START)


def test_a_signed_introduction_of_nonsense_is_refused() -> None:
    nonsense = parse(introduce(OLD, SUCCESSOR))
    assert isinstance(nonsense, dict)
    for members in [
        {"key": "zz"},
        {"key": "00"},
        {"not_after": "soon"},
        {"not_before": "2026-01-01T00:00:00"},
    ]:
        unsigned = {name: value for name, value in {**nonsense, **members}.items() if name != "signature"}
        signature = OLD.sign(b"liaison key introduction v1\n" + canonical(unsigned)).hex()
        with pytest.raises(KeyRingError):
            accept_introduction(RING, canonical({**unsigned, "signature": signature}), START)
