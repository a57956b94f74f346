"""What a thing is linked with: directly, or through one that only joins two others, such as a membership."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from liaison.records.seen import Edge, Entity, Seen, precedence
from liaison.records.view import View
from liaison.web.listing import titled
from liaison.web.naming import language


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing at the other end of a link, how the link is called from here, and what joins the two."""

    entity: Entity
    how: str
    seen: Seen
    through: Entity | None

    @property
    def shown(self) -> tuple[Seen, ...]:
        """All that the row shows: the link, and the captions of what it names."""
        named = (self.entity, self.through) if self.through else (self.entity,)
        return (self.seen, *(seen for thing in named for seen in titled(thing)))

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("entity", args=[self.entity.key])


def neighbours(view: View, found: Entity) -> list[Neighbour]:
    """Each neighbour once for each kind of link, the newest observation first."""
    edges = sorted(view.edges(found.key), key=lambda edge: precedence(edge.seen))
    ends = view.entities_of(_far(found, edge) for edge in edges)
    beyond = view.entities_of(key for end in ends.values() for key in _joined(end, found))
    linked: dict[tuple[str, str], Neighbour] = {}
    for neighbour in _neighbours(found, edges, ends, beyond):
        joint = neighbour.through or neighbour.entity
        linked.setdefault((joint.key, neighbour.how), neighbour)
    return sorted(linked.values(), key=lambda neighbour: neighbour.seen.observed or "", reverse=True)


def _neighbours(
    found: Entity, edges: list[Edge], ends: Mapping[str, Entity], beyond: Mapping[str, Entity]
) -> Iterator[Neighbour]:
    for edge in edges:
        end = ends.get(_far(found, edge))
        if end is None or end.key == found.key:
            continue
        how = _called(edge, outward=edge.source in found.keys)
        far = next((beyond[key] for key in _joined(end, found) if key in beyond), None)
        yield Neighbour(far or end, how, edge.seen, end if far else None)


def _joined(end: Entity, found: Entity) -> Iterator[str]:
    """The keys that a joining thing leads on to, away from the thing we came from."""
    for name in end.kind.edge or ():
        first = end.first(name)
        if first is not None and first.link is not None and first.link not in found.keys:
            yield first.link


def _far(found: Entity, edge: Edge) -> str:
    return edge.target if edge.source in found.keys else edge.source


def _called(edge: Edge, *, outward: bool) -> str:
    term = edge.seen.term
    return term.label(language()) if outward else term.reverse.get(language()) or term.label(language())
