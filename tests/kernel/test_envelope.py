from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from liaison.kernel.canonical import Json, canonical, parse
from liaison.kernel.envelope import (
    PAYLOAD_TYPE,
    Envelope,
    from_wire,
    leaf,
    open_envelope,
    sign_batch,
    to_wire,
    verify_batch,
)
from liaison.kernel.errors import EnvelopeError, KeyRingError, ProofError, VerificationError
from liaison.kernel.keys import KeyEntry, KeyRing, SigningKey
from liaison.kernel.merkle import inclusion_paths, leaf_hash, root

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEY, OTHER = SigningKey.from_seed(b"\x01" * 32), SigningKey.from_seed(b"\x02" * 32)
RING = KeyRing(
    KeyEntry(authority, key.verify_key, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    for authority, key in (("XN-police", KEY), ("XV-customs", OTHER))
)


def payload(number: int, author: Json = "XN-police") -> bytes:
    return canonical({"author": author, "id": f"{number:032x}", "unknown to this version": [1, {"é": None}]})


def batch(payloads: list[bytes], key: SigningKey = KEY) -> list[Envelope]:
    leaves = [leaf(content) for content in payloads]
    signed = sign_batch(key, leaves)
    return [
        Envelope(content, signed.key_id, signed.signature, index, signed.size, path)
        for index, (content, path) in enumerate(zip(payloads, inclusion_paths(leaves), strict=True))
    ]


def changed(**members: Json) -> bytes:
    value = parse(to_wire(batch([payload(0), payload(1)])[0]))
    assert isinstance(value, dict)
    return canonical({**value, **members})


def test_a_leaf_is_the_pre_authentication_encoding_of_dsse() -> None:
    encoded = b"DSSEv1 35 application/vnd.liaison.record+json 11 hello world"
    assert leaf(b"hello world") == leaf_hash(encoded)


def test_a_batch_is_verified_by_its_key_size_and_root() -> None:
    signed = sign_batch(KEY, [leaf(payload(0)), leaf(payload(1))])
    verify_batch(KEY.verify_key, signed)
    for key, changed_batch in (
        (OTHER, signed),
        (KEY, replace(signed, size=3)),
        (KEY, replace(signed, root=leaf(payload(0)))),
    ):
        with pytest.raises(VerificationError):
            verify_batch(key.verify_key, changed_batch)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 50])
def test_each_payload_of_a_batch_opens_alone_and_byte_for_byte(size: int) -> None:
    payloads = [payload(number) for number in range(size)]
    for envelope, content in zip(batch(payloads), payloads, strict=True):
        wire = to_wire(envelope)
        assert from_wire(wire) == envelope
        assert open_envelope(wire, RING, NOW) == content


def test_a_batch_is_signed_over_its_root() -> None:
    leaves = [leaf(payload(number)) for number in range(3)]
    signed = sign_batch(KEY, leaves)
    assert (signed.size, signed.root, signed.key_id) == (3, root(leaves), KEY.verify_key.key_id)
    KEY.verify_key.verify(signed.signature, b"liaison batch v1\n" + (3).to_bytes(8) + signed.root)


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(EnvelopeError, match="empty batch"):
        sign_batch(KEY, [])


def test_only_the_named_author_counts() -> None:
    forged = batch([payload(0, author="XV-customs")])[0]
    with pytest.raises(KeyRingError, match="no such key of XV-customs"):
        open_envelope(to_wire(forged), RING, NOW)
    with pytest.raises(VerificationError, match="did not sign"):
        open_envelope(to_wire(replace(forged, key_id=OTHER.verify_key.key_id)), RING, NOW)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'"XN-police"', payload(0) + b" ", payload(0, author=None)]
)
def test_a_payload_without_author_or_canonical_form_is_refused(content: bytes) -> None:
    with pytest.raises(EnvelopeError, match="its payload"):
        open_envelope(to_wire(batch([content])[0]), RING, NOW)


def test_an_expired_key_opens_nothing() -> None:
    with pytest.raises(KeyRingError, match="expired"):
        open_envelope(to_wire(batch([payload(0)])[0]), RING, datetime(2027, 1, 1, tzinfo=UTC))


def test_a_path_of_another_tree_is_refused() -> None:
    envelope = batch([payload(number) for number in range(5)])[1]
    with pytest.raises(ProofError):
        open_envelope(to_wire(replace(envelope, size=9)), RING, NOW)
    with pytest.raises(VerificationError, match="did not sign"):
        open_envelope(to_wire(replace(envelope, index=2)), RING, NOW)


def test_a_wire_beyond_the_limit_is_not_looked_at() -> None:
    wire = to_wire(batch([payload(0)])[0])
    assert from_wire(wire, limit=len(wire)).size == 1
    with pytest.raises(EnvelopeError, match=f"at most {len(wire) - 1} bytes"):
        from_wire(wire, limit=len(wire) - 1)


@pytest.mark.parametrize(
    "wire",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        changed() + b"\n",
        b" " + changed(),
        changed().replace(b'"index":0', b'"index":0,"index":0'),
        changed(extra=1),
        changed(type=PAYLOAD_TYPE.upper()),
        changed(key=7),
        changed(key="ab"),
        changed(index=-1),
        changed(index=True),
        changed(index="0"),
        changed(index=0.5),
        changed(size=None),
        changed(path={}),
        changed(path=["A"]),
        changed(path=[[]]),
        changed(path=["A" * 42]),
        changed(path=["A" * 43] * 54),
        changed(signature="A" * 85),
        changed(signature="é" * 86),
        changed(signature="A" * 86 + "=="),
        changed(signature="+" * 86),
        changed(payload=None),
        changed(payload="QUJD RA"),
        changed(payload="QR"),
        changed(payload="A"),
        changed(payload=urlsafe_b64encode(b"?").decode()),
    ],
)
def test_any_other_spelling_is_refused(wire: bytes) -> None:
    with pytest.raises(EnvelopeError):
        from_wire(wire)
