"""Keccak-256, the hash of Ethereum (SHA-3 with its first padding); used for check letters only."""

from itertools import product

_RATE = 136
_LANES = 25
_ROUNDS = 24
_MASK = (1 << 64) - 1
_PADDING = 0x01


def keccak_256(message: bytes, padding: int = _PADDING) -> bytes:
    """The 32 bytes of Keccak-256; with the padding byte 0x06 those of SHA3-256 (FIPS 202)."""
    padded = bytearray(message + bytes([padding]) + bytes(-(len(message) + 1) % _RATE))
    padded[-1] ^= 0x80
    lanes = [0] * _LANES
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permuted(lanes: list[int]) -> list[int]:
    """Keccak-f[1600]: theta, rho with pi, chi and iota, 24 times."""
    register = 1
    for _ in range(_ROUNDS):
        columns = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        parity = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        moved = [0] * _LANES
        for (x, y), turn in zip(_PLACES, _TURNS, strict=True):
            moved[y + 5 * ((2 * x + 3 * y) % 5)] = _turned(lanes[x + 5 * y] ^ parity[x], turn)
        lanes = [
            moved[x + y] ^ (~moved[(x + 1) % 5 + y] & moved[(x + 2) % 5 + y])
            for y, x in product(range(0, _LANES, 5), range(5))
        ]
        for bit in range(7):
            lanes[0] ^= (register & 1) << ((1 << bit) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
    return lanes


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK


def _rotations() -> list[tuple[tuple[int, int], int]]:
    """Each place of the state with the turn of its lane: the walk of FIPS 202, section 3.2.2."""
    place, walk = (1, 0), [((0, 0), 0)]
    for step in range(_ROUNDS):
        walk.append((place, (step + 1) * (step + 2) // 2 % 64))
        place = (place[1], (2 * place[0] + 3 * place[1]) % 5)
    return walk


_PLACES, _TURNS = zip(*_rotations(), strict=True)
