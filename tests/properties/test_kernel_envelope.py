"""100,000 changed envelopes: none opens, and each is refused with the one family of errors."""

import random
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from string import ascii_letters, digits

import orjson

from liaison.kernel.canonical import canonical
from liaison.kernel.envelope import Envelope, leaf, open_envelope, sign_batch, to_wire
from liaison.kernel.errors import VerificationError
from liaison.kernel.keys import KeyEntry, KeyRing, SigningKey
from liaison.kernel.merkle import inclusion_paths

ROUNDS = 100_000
NOW = datetime(2026, 11, 21, tzinfo=UTC)
AUTHORS = ("XN-police", "XV-customs", "XC-fiu")
SIGNERS = [SigningKey.from_seed(bytes([number]) * 32) for number in range(1, 5)]  # the last is in no ring
RING = KeyRing(
    KeyEntry(author, key.verify_key, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    for author, key in zip(AUTHORS, SIGNERS, strict=False)
)
ALPHABET = (ascii_letters + digits + "-_").encode()
Mutation = Callable[[random.Random, bytes], bytes]


def batch(author: int, size: int) -> list[bytes]:
    payloads = [
        canonical({"author": AUTHORS[author], "id": f"{author}{size}{number}"}) for number in range(size)
    ]
    leaves = [leaf(payload) for payload in payloads]
    signed = sign_batch(SIGNERS[author], leaves)
    return [
        to_wire(Envelope(payload, signed.key_id, signed.signature, index, size, path))
        for index, (payload, path) in enumerate(zip(payloads, inclusion_paths(leaves), strict=True))
    ]


GENUINE = [wire for author in range(3) for size in (1, 2, 3, 7) for wire in batch(author, size)]


def flip_a_bit(chance: random.Random, wire: bytes) -> bytes:
    changed = bytearray(wire)
    changed[chance.randrange(len(wire))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def replace_a_letter(chance: random.Random, wire: bytes) -> bytes:
    changed = bytearray(wire)
    changed[chance.randrange(len(wire))] = chance.choice(ALPHABET)
    return bytes(changed)


def truncate(chance: random.Random, wire: bytes) -> bytes:
    start, end = sorted(chance.choices(range(len(wire) + 1), k=2))
    return chance.choice([wire[:end], wire[start:], wire[:start] + wire[end:]])


def insert(chance: random.Random, wire: bytes) -> bytes:
    at = chance.randrange(len(wire) + 1)
    return wire[:at] + chance.choice([b" ", b"\n", b"\t", b"=", b"A", b"\x00", b"\\u0041", b"[]"]) + wire[at:]


def repeat_a_member(chance: random.Random, wire: bytes) -> bytes:
    name, value = chance.choice(list(orjson.loads(wire).items()))
    member = orjson.dumps({name: value})[1:-1]
    return chance.choice([b"{" + member + b"," + wire[1:], wire[:-1] + b"," + member + b"}"])


def swap_members(chance: random.Random, wire: bytes) -> bytes:
    changed, other = orjson.loads(wire), orjson.loads(chance.choice(GENUINE))
    for name in chance.sample(sorted(changed), chance.randrange(1, 4)):
        changed[name] = other[name]
    return canonical(changed)


def change_the_place(chance: random.Random, wire: bytes) -> bytes:
    changed = orjson.loads(wire)
    changed[chance.choice(["index", "size"])] = chance.choice(
        [-1, 0, 1, 2, 3, 4, 6, 7, 8, 2**53 - 1, 0.5, "1", True]
    )
    return canonical(changed)


def change_the_path(chance: random.Random, wire: bytes) -> bytes:
    changed = orjson.loads(wire)
    path = changed["path"]
    extra = urlsafe_b64encode(chance.randbytes(32)).rstrip(b"=").decode()
    changed["path"] = chance.choice([path[1:], path[::-1], [*path, extra], [extra, *path[1:]], [extra] * 60])
    return canonical(changed)


def spell_base64_otherwise(chance: random.Random, wire: bytes) -> bytes:
    """The same bytes after a lax decoder: padding, the other alphabet, unused bits, spaces."""
    changed = orjson.loads(wire)
    name = chance.choice(["payload", "signature"])
    text = changed[name]
    last = chr(ord(text[-1]) + 1)
    changed[name] = chance.choice(
        [
            text + "=" * (-len(text) % 4),
            text + "=",
            text[:-1] + last,
            text + "\n",
            text.replace("_", "/"),
            text + "A",
        ]
    )
    return canonical(changed)


def name_another_key(chance: random.Random, wire: bytes) -> bytes:
    changed = orjson.loads(wire)
    changed["key"] = chance.choice(SIGNERS).verify_key.key_id
    return canonical(changed)


def rewrite_the_payload(chance: random.Random, wire: bytes) -> bytes:
    changed = orjson.loads(wire)
    raw = changed["payload"]
    payload = orjson.loads(urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    payload[chance.choice(["author", "id", "note"])] = chance.choice([*AUTHORS, None, 1])
    changed["payload"] = urlsafe_b64encode(canonical(payload)).rstrip(b"=").decode()
    return canonical(changed)


def sign_as_somebody_else(chance: random.Random, wire: bytes) -> bytes:
    """A signature that is sound, by a key that is not the author's."""
    author = chance.randrange(3)
    payload = canonical({"author": AUTHORS[author], "id": str(chance.random())})
    signer = chance.choice([key for key in SIGNERS if key is not SIGNERS[author]])
    signed = sign_batch(signer, [leaf(payload)])
    key_id = chance.choice([signer, SIGNERS[author]]).verify_key.key_id
    return to_wire(Envelope(payload, key_id, signed.signature, 0, 1, ()))


MUTATIONS: list[Mutation] = [
    flip_a_bit,
    replace_a_letter,
    truncate,
    insert,
    repeat_a_member,
    swap_members,
    change_the_place,
    change_the_path,
    spell_base64_otherwise,
    name_another_key,
    rewrite_the_payload,
    sign_as_somebody_else,
]


def test_every_genuine_envelope_opens() -> None:
    assert all(open_envelope(wire, RING, NOW) for wire in GENUINE)


def test_none_of_100_000_changed_envelopes_opens() -> None:
    chance = random.Random(9052)  # noqa: S311 - the same changes on every run
    genuine, refused = set(GENUINE), Counter[str]()
    accepted: list[tuple[str, bytes]] = []
    while refused.total() + len(accepted) < ROUNDS:
        mutation = chance.choice(MUTATIONS)
        wire = mutation(chance, chance.choice(GENUINE))
        if wire in genuine:
            continue  # nothing was changed, or one genuine envelope became another
        try:
            open_envelope(wire, RING, NOW)
        except VerificationError as refusal:
            refused[type(refusal).__name__] += 1
        else:
            accepted.append((mutation.__name__, wire))
    assert accepted == []
    # Each line of defence was reached.
    assert refused.keys() == {"EnvelopeError", "KeyRingError", "ProofError", "VerificationError"}
