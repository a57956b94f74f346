"""Which subjects are one entity for this viewer: the components of the visible same-as statements."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from liaison.records.interning import term_number
from liaison.records.sight import Sight, fetch, remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SAME_AS = "Thing.sameAs"
_REMEMBERED = 32
_clusters: OrderedDict[tuple[int, frozenset[int]], dict[int, tuple[int, ...]]] = OrderedDict()


def clusters(sight: Sight) -> Mapping[int, tuple[int, ...]]:
    """Return, for each subject that is joined to another, all subjects of its cluster in order."""
    key = (sight.revision, sight.readable)
    known = _clusters.get(key)
    if known is None:
        known = _components(_pairs(sight))
        remember(_clusters, key, known, _REMEMBERED)
    return known


def forget() -> None:
    """Drop what this process remembers."""
    _clusters.clear()


def _pairs(sight: Sight) -> list[tuple[int, int]]:
    return fetch(
        sight,
        "SELECT subject_id, link_id FROM records_statement WHERE link_id IS NOT NULL"
        f" AND property_id = %s AND policy_id IN {sight.clause}",
        [term_number(SAME_AS)],
    )


def _components(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    parent: dict[int, int] = {}

    def head(node: int) -> int:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in pairs:
        parent[head(left)] = head(right)
    members: dict[int, list[int]] = {}
    for node in sorted(parent):
        members.setdefault(head(node), []).append(node)
    return {node: tuple(group) for group in members.values() for node in group}
