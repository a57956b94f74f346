"""What is stored once: texts, policies, properties and evaluations, each known by a small integer."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from liaison.kernel.canonical import canonical, parse
from liaison.kernel.policy import Policy
from liaison.records import models

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "kind"  # the property that says what kind of thing a subject is
_SIGN = 0x7FFF_FFFF_FFFF_FFFF


def text_id(text: str) -> int:
    """Return the 63-bit number under which ``text`` is stored (BLAKE2b)."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) & _SIGN


class Grading(NamedTuple):
    """The evaluation of a statement, as interned."""

    source: str
    information: str
    opinion: bool = False
    category: str = ""
    language: str = ""


class _Interned:
    """Numbers of policies, terms and evaluations, remembered by this process once read.

    Rows are never changed or reused, so what was remembered stays right; a row that a rolled back
    transaction took with it is found missing by ``forget``, which every rollback of the suite calls.
    """

    def __init__(self) -> None:
        self.policies: dict[int, Policy] = {}
        self.read_at = -1
        self.policy_ids: dict[str, int] = {}
        self.terms: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.gradings: dict[int, Grading] = {}
        self.grading_ids: dict[Grading, int] = {}


_known = _Interned()


def forget() -> None:
    """Drop what this process remembers of the store."""
    _known.__init__()  # type: ignore[misc]  # the same object, emptied, since others hold it
    _policy_digest.cache_clear()


@lru_cache(maxsize=4096)
def _policy_digest(policy: Policy) -> str:
    return policy.digest()


def intern_policy(policy: Policy) -> int:
    """Return the number of ``policy``, storing it if it is new."""
    digest = _policy_digest(policy)
    if digest not in _known.policy_ids:
        body = canonical(policy.to_json()).decode()
        row, _ = models.Policy.objects.get_or_create(digest=digest, defaults={"body": body})
        _known.policy_ids[digest], _known.policies[row.pk] = row.pk, policy
    return _known.policy_ids[digest]


def policies(revision: int) -> Mapping[int, Policy]:
    """Return every policy stored up to ``revision`` by its number."""
    if _known.read_at != revision:
        for pk, body in models.Policy.objects.exclude(pk__in=_known.policies).values_list("pk", "body"):
            _known.policies[pk] = Policy.from_json(parse(body.encode()))
        _known.read_at = revision
    return _known.policies


def intern_term(name: str) -> int:
    """Return the number of a property id, storing it if it is new."""
    if name not in _known.terms:
        row, _ = models.Term.objects.get_or_create(name=name)
        _known.terms[name], _known.names[row.pk] = row.pk, name
    return _known.terms[name]


def term_number(name: str) -> int:
    """Return the number of a property id for reading; -1, which no row has, where nothing states it yet."""
    if name not in _known.terms:
        found = models.Term.objects.filter(name=name).values_list("pk", flat=True).first()
        if found is None:
            return -1
        _known.terms[name], _known.names[found] = found, name
    return _known.terms[name]


def term_name(number: int) -> str:
    """Return the property id that ``number`` stands for."""
    if number not in _known.names:
        _known.names.update(models.Term.objects.values_list("pk", "name"))
    return _known.names[number]


def intern_grading(grading: Grading) -> int:
    """Return the number of an evaluation, storing it if it is new."""
    if grading not in _known.grading_ids:
        digest = hashlib.sha256(repr(tuple(grading)).encode()).hexdigest()
        row, _ = models.Evaluation.objects.get_or_create(digest=digest, defaults=grading._asdict())
        _known.grading_ids[grading], _known.gradings[row.pk] = row.pk, grading
    return _known.grading_ids[grading]


def grading(number: int) -> Grading:
    """Return the evaluation that ``number`` stands for."""
    if number not in _known.gradings:
        for row in models.Evaluation.objects.all():
            _known.gradings[row.pk] = Grading(
                row.source, row.information, row.opinion, row.category, row.language
            )
    return _known.gradings[number]
