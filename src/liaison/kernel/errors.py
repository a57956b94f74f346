"""The one family of errors: each names the value, the reason and the remedy."""

from functools import partial
from typing import Any

_SHOWN = 80


class LiaisonError(Exception):
    """A refusal that a person can act on.

    Args:
        reason: why, as a clause without a full stop.
        value: what was refused; None where no single value is at fault.
        remedy: what to do instead, as one or more whole sentences.
    """

    def __init__(self, reason: str, *, value: object = None, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.remedy = remedy

    def __str__(self) -> str:
        named = "" if self.value is None else f"“{_shortened(self.value)}”: "
        return f"{named}{self.reason}. {self.remedy}"

    def __reduce__(self) -> tuple[Any, ...]:
        # The default would call the class without its keywords when an error crosses to another process.
        return partial(type(self), value=self.value, remedy=self.remedy), (self.reason,)


class CanonicalError(LiaisonError):
    """A value or text that has no canonical JSON form (RFC 8785, RFC 7493)."""


class PolicyError(LiaisonError):
    """A marking that contradicts itself, or a question to it that has no answer."""


class VerificationError(LiaisonError):
    """Something that claims an author, a place in a log or a recipient, and does not prove it."""


class KeyRingError(VerificationError):
    """A key that is unknown, or that its authority did not hold valid at that moment."""


class EnvelopeError(VerificationError):
    """A signed envelope that is not in its one form, or was not signed by its author."""


class ProofError(VerificationError):
    """A Merkle proof that does not lead to the root it claims."""


class CheckpointError(VerificationError):
    """A checkpoint or proof text that is malformed or lacks a signature that is trusted."""


class SealError(VerificationError):
    """A sealed payload that this key cannot open, or that was changed on its way."""


def _shortened(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
