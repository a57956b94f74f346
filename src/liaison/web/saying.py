"""What is said of an entity, ordered for a page: one saying a property, one stance a value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liaison.catalogue.ontology import Property
from liaison.kernel.policy import Policy, join_all
from liaison.records.seen import Entity, Seen


@dataclass(frozen=True, slots=True)
class Stance:
    """One value, with everybody who states it; `differs` where only one can hold and it is not the first."""

    statements: tuple[Seen, ...]
    differs: bool

    @property
    def first(self) -> Seen:
        """The statement to show."""
        return self.statements[0]

    @property
    def authors(self) -> tuple[str, ...]:
        """The authorities that state this value, without repetition."""
        return tuple(dict.fromkeys(seen.author for seen in self.statements))

    @property
    def policy(self) -> Policy:
        """The marking of the line: that of everything it was made of."""
        return join_all(seen.policy for seen in self.statements)


@dataclass(frozen=True, slots=True)
class Saying:
    """All that is said under one property, and what was said and withdrawn."""

    term: Property
    stances: tuple[Stance, ...]
    former: tuple[Seen, ...]

    @property
    def statements(self) -> tuple[Seen, ...]:
        """Every statement that stands."""
        return tuple(seen for stance in self.stances for seen in stance.statements)

    @property
    def count(self) -> int:
        """How many statements stand."""
        return len(self.statements)

    @property
    def more(self) -> bool:
        """Whether a value is stated more than once."""
        return self.count > len(self.stances)


def sayings(entity: Entity) -> Iterator[Saying]:
    """What is said of an entity, in the order of the ontology; withdrawn values alone make a saying too."""
    former = _by_name(entity.former)
    for name, term in entity.kind.properties.items():
        standing = entity.values(name)
        if standing or name in former:
            yield Saying(term, stances(term, standing), former.get(name, ()))


def stances(term: Property, standing: Iterable[Seen]) -> tuple[Stance, ...]:
    """Group statements by their value; several values of a property that has one are a disagreement."""
    groups: dict[str, list[Seen]] = {}
    for seen in standing:
        groups.setdefault(seen.link or seen.text, []).append(seen)
    return tuple(
        Stance(tuple(group), differs=place > 0 and not term.multiple)
        for place, group in enumerate(groups.values())
    )


def _by_name(statements: Iterable[Seen]) -> dict[str, tuple[Seen, ...]]:
    groups: dict[str, tuple[Seen, ...]] = {}
    for seen in statements:
        name = seen.property.rpartition(".")[2]
        groups[name] = (*groups.get(name, ()), seen)
    return groups
