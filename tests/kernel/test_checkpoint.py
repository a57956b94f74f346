from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from liaison.kernel.checkpoint import (
    Checkpoint,
    LoggedEntry,
    cosign,
    cosignatures,
    open_checkpoint,
    open_proof,
    sign_checkpoint,
    write_proof,
)
from liaison.kernel.errors import CheckpointError, ProofError, VerificationError
from liaison.kernel.keys import SigningKey
from liaison.kernel.merkle import inclusion_path, leaf_hash, root

ORIGIN, WITNESS = "liaison.example/XN-police/XV-customs", "witness.example/XC"
KEY, OTHER, WITNESS_KEY = (SigningKey.from_seed(bytes([number]) * 32) for number in (1, 2, 3))
KEYS = [OTHER.verify_key, KEY.verify_key]
WITNESSES = {WITNESS: WITNESS_KEY.verify_key}
LEAVES = [leaf_hash(bytes([number])) for number in range(11)]
CHECKPOINT = Checkpoint(ORIGIN, len(LEAVES), root(LEAVES))
NOTE = sign_checkpoint(CHECKPOINT, KEY)
BODY = f"{ORIGIN}\n11\n{b64encode(root(LEAVES)).decode()}\n"
NOON = datetime(2026, 11, 21, 12, 0, 0, 500_000, tzinfo=UTC)
COSIGNED = cosign(NOTE, WITNESS, WITNESS_KEY, NOON)
PROOF = write_proof(3, inclusion_path(LEAVES, 3), COSIGNED)


def signature_bytes(note: str, line: int) -> bytes:
    return b64decode(note.split("\n")[line].split(" ")[2])


def test_a_checkpoint_is_a_signed_note_of_c2sp() -> None:
    lines = NOTE.split("\n")
    assert NOTE.startswith(BODY + "\n— ")
    assert lines[4].split(" ")[:2] == ["—", ORIGIN]
    assert lines[5:] == [""]
    key_hash = sha256(ORIGIN.encode() + b"\n\x01" + KEY.verify_key.raw).digest()[:4]
    assert signature_bytes(NOTE, 4) == key_hash + KEY.sign(BODY.encode())


def test_a_checkpoint_opens_with_a_key_of_its_log() -> None:
    assert open_checkpoint(NOTE, ORIGIN, KEYS) == CHECKPOINT
    empty = Checkpoint(ORIGIN, 0, root([]), extensions=("first line", "zweite Zeile"))
    assert open_checkpoint(sign_checkpoint(empty, OTHER), ORIGIN, KEYS) == empty


def test_a_checkpoint_of_another_log_or_key_is_refused() -> None:
    with pytest.raises(CheckpointError, match="another log"):
        open_checkpoint(NOTE, "liaison.example/XN-police/XC-fiu", KEYS)
    with pytest.raises(CheckpointError, match="no known key"):
        open_checkpoint(NOTE, ORIGIN, [OTHER.verify_key])
    with pytest.raises(CheckpointError, match="no known key"):
        open_checkpoint(NOTE, ORIGIN, [])


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    assert open_checkpoint(COSIGNED, ORIGIN, KEYS) == CHECKPOINT
    assert cosignatures(NOTE, WITNESSES) == {}
    assert (
        cosignatures(COSIGNED, {"witness.example/XA": WITNESS_KEY.verify_key, WITNESS: KEY.verify_key}) == {}
    )


def test_a_false_line_of_a_known_key_condemns_the_note() -> None:
    second = sign_checkpoint(Checkpoint(ORIGIN, 0, root([])), OTHER).split("\n")[4]
    with pytest.raises(VerificationError, match="did not sign"):
        open_checkpoint(f"{NOTE}{second}\n", ORIGIN, KEYS)


def test_a_witness_states_when_it_saw_the_log() -> None:
    assert cosignatures(COSIGNED, WITNESSES) == {WITNESS: NOON.replace(microsecond=0)}
    seconds = int(NOON.timestamp())
    key_hash = sha256(WITNESS.encode() + b"\n\x04" + WITNESS_KEY.verify_key.raw).digest()[:4]
    signed = f"cosignature/v1\ntime {seconds}\n{BODY}".encode()
    assert signature_bytes(COSIGNED, 5) == key_hash + seconds.to_bytes(8) + WITNESS_KEY.sign(signed)


def test_a_cosignature_of_another_state_or_time_is_refused() -> None:
    line = COSIGNED.split("\n")[5]
    grown = sign_checkpoint(Checkpoint(ORIGIN, 12, root(LEAVES)), KEY)
    with pytest.raises(VerificationError, match="did not sign"):
        cosignatures(f"{grown}{line}\n", WITNESSES)
    raw = bytearray(b64decode(line.split(" ")[2]))
    raw[11] ^= 1
    with pytest.raises(VerificationError, match="did not sign"):
        cosignatures(f"{NOTE}— {WITNESS} {b64encode(raw).decode()}\n", WITNESSES)


def test_a_cosignature_beyond_the_calendar_is_refused() -> None:
    seconds = 2**62
    signature = WITNESS_KEY.sign(f"cosignature/v1\ntime {seconds}\n{BODY}".encode())
    key_hash = sha256(WITNESS.encode() + b"\n\x04" + WITNESS_KEY.verify_key.raw).digest()[:4]
    line = b64encode(key_hash + seconds.to_bytes(8) + signature).decode()
    with pytest.raises(CheckpointError, match="beyond the calendar"):
        cosignatures(f"{NOTE}— {WITNESS} {line}\n", WITNESSES)


def test_a_witness_needs_a_name_and_a_time_with_zone() -> None:
    with pytest.raises(CheckpointError, match="no name for a key"):
        cosign(NOTE, "two words", WITNESS_KEY, NOON)
    with pytest.raises(CheckpointError, match="without a zone"):
        cosign(NOTE, WITNESS, WITNESS_KEY, NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("origin", "size", "digest", "extensions"),
    [
        ("", 0, root([]), ()),
        ("two words", 0, root([]), ()),
        ("a+b", 0, root([]), ()),
        ("a\n0", 0, root([]), ()),
        ("\ud800", 0, root([]), ()),
        ("log", -1, root([]), ()),
        ("log", 0, b"", ()),
        ("log", 0, root([]), ("",)),
        ("log", 0, root([]), ("two\nlines",)),
    ],
)
def test_what_a_checkpoint_cannot_hold_is_refused(
    origin: str, size: int, digest: bytes, extensions: tuple[str, ...]
) -> None:
    with pytest.raises(CheckpointError):
        Checkpoint(origin, size, digest, extensions)


@pytest.mark.parametrize(
    "note",
    [
        "",
        BODY,
        f"{BODY}\n",
        NOTE[:-1],
        f"{NOTE}\n",
        f" {NOTE}",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("11\n", "011\n"),
        NOTE.replace("11\n", "-1\n"),
        NOTE.replace("11\n", "١١\n"),
        NOTE.replace("11\n", ""),
        NOTE.replace("=\n\n", "=\n\x00\n\n"),
        NOTE.replace("=\n\n", "=\n\ud800\n\n"),
        NOTE.replace("=\n\n", "\n\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace(ORIGIN, "a+b"),
        NOTE[:-1] + "=\n",
        NOTE + "— x AB==\n",
        NOTE + "— x " + "A" * 2**18 + "\n",
    ],
)
def test_another_form_of_a_note_is_refused(note: str) -> None:
    with pytest.raises(CheckpointError):
        open_checkpoint(note, ORIGIN, KEYS)


def test_a_proof_opens_without_connection() -> None:
    assert PROOF.startswith("c2sp.org/tlog-proof@v1\nindex 3\n")
    logged = open_proof(PROOF, LEAVES[3], ORIGIN, KEYS)
    assert logged == LoggedEntry(3, CHECKPOINT, COSIGNED)
    assert cosignatures(logged.note, WITNESSES).keys() == {WITNESS}


def test_a_proof_in_a_log_of_one_entry_has_no_hashes() -> None:
    note = sign_checkpoint(Checkpoint(ORIGIN, 1, LEAVES[0]), KEY)
    assert open_proof(write_proof(0, (), note), LEAVES[0], ORIGIN, KEYS).index == 0


def test_extra_lines_of_other_writers_are_passed_over() -> None:
    assert open_proof(PROOF.replace("index", "extra QUJD\nindex"), LEAVES[3], ORIGIN, KEYS).index == 3


def test_a_proof_of_another_entry_place_or_log_is_refused() -> None:
    for proof, leaf in [
        (PROOF, LEAVES[4]),
        (PROOF.replace("index 3", "index 2"), LEAVES[3]),
        (PROOF.replace("index 3", "index 11"), LEAVES[3]),
    ]:
        with pytest.raises(ProofError):
            open_proof(proof, leaf, ORIGIN, KEYS)
    with pytest.raises(CheckpointError, match="another log"):
        open_proof(PROOF, LEAVES[3], "liaison.example/XN-police/XC-fiu", KEYS)


@pytest.mark.parametrize(
    "proof",
    [
        "",
        PROOF.replace("@v1", "@v2"),
        PROOF.replace("index 3", "index 03"),
        PROOF.replace("index 3", "index ٣"),
        PROOF.replace("index 3\n", "index 3\n\n"),
        PROOF.replace("index 3\n", "index 3\nQUI\n"),
        PROOF.replace("index 3\n", "index 3\n" + "A" * 2**18 + "\n"),
        PROOF[:-1],
    ],
)
def test_another_form_of_a_proof_is_refused(proof: str) -> None:
    with pytest.raises(VerificationError):
        open_proof(proof, LEAVES[3], ORIGIN, KEYS)
