"""What leaves the node as JSON: entities, statements, markings. The one place where they get their form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import join_all

if TYPE_CHECKING:
    from liaison.catalogue.ontology import Kind, Property
    from liaison.kernel.policy import Policy
    from liaison.records.seen import Edge, Entity, Found, Hit, Lineage, Page, Seen

Shape = dict[str, Any]


@lru_cache(maxsize=4096)
def marking_shape(policy: Policy) -> Shape:
    """A marking, every member stated. The same object each time: nobody may change it."""
    return {
        "level": policy.level.name.lower(),
        "tlp": policy.tlp.label,
        "handling": sorted(code.value for code in policy.handling),
        "conditions": sorted(policy.conditions),
        "audience": sorted(policy.audience),
        "purposes": None if policy.purposes is None else sorted(policy.purposes),
        "originators": sorted(policy.originators),
        "existence": policy.existence.name.lower(),
        "review": policy.review and policy.review.isoformat(),
        "delete": policy.delete and policy.delete.isoformat(),
    }


def marking_line(policy: Policy) -> str:
    """A marking for a header: level, TLP and handling codes; conditions, which are free text, stay out."""
    return "; ".join((policy.level.name, policy.tlp.label, *sorted(code.value for code in policy.handling)))


def lineage_shape(lineage: Lineage) -> Shape:
    """What an answer was made of: the strictest of its markings, and who said what is in it."""
    return {"marking": marking_shape(lineage.policy), "originators": lineage.originators}


def entity_shape(entity: Entity, language: str) -> Shape:
    """An entity with all that this viewer may see of it."""
    return {
        "key": entity.key,
        "keys": entity.keys,
        "kind": entity.kind_name,
        "caption": entity.caption(language),
        "statements": [statement_shape(seen, language) for seen in entity.statements],
        "former": [
            {**statement_shape(seen, language), "withdrawn": True, "reason": seen.reason}
            for seen in entity.former
        ],
        "linked": {key: other.caption(language) for key, other in entity.linked.items()},
    }


def statement_shape(seen: Seen, language: str) -> Shape:
    """A statement: the canonical value, the value for people, who says so, how sure, how marked."""
    return {
        "id": seen.id,
        "subject": seen.subject,
        "property": seen.property,
        "value": seen.text,
        "shown": seen.show(language),
        "original": seen.original,
        "link": seen.link,
        "author": seen.author,
        "created": seen.created,
        "observed": seen.observed,
        "source": seen.source,
        "information": seen.information,
        "opinion": seen.opinion,
        "category": seen.category,
        "language": seen.language,
        "marking": marking_shape(seen.policy),
    }


def page_shape(page: Page, offset: int, language: str) -> Shape:
    """A page of entities, each as a row; ``next`` is the offset of the page after it, or null."""
    return {
        "items": [row_shape(found, language) for found in page.items],
        "hits": [hit_shape(hit) for hit in page.hits],
        "next": offset + len(page.items) if page.capped else None,
    }


def row_shape(found: Found, language: str) -> Shape:
    """An entity in a list: of each column the value to show first; in a search, what it was found by."""
    entity = found.entity
    firsts = [(name, seen) for name in row_columns(entity.kind_name) if (seen := entity.first(name))]
    policies = {seen.policy_id: seen.policy for _, seen in firsts}
    return {
        "key": entity.key,
        "kind": entity.kind_name,
        "caption": entity.caption(language),
        "values": {
            name: {
                "value": seen.text,
                "shown": seen.show(language),
                "statement": seen.id,
            }
            for name, seen in firsts
        },
        "marking": marking_shape(strictest(tuple(policies.values()))),
        "matched": found.matched and found.matched.id,
    }


@lru_cache(maxsize=1024)
def row_columns(kind_name: str) -> tuple[str, ...]:
    """The columns of a list of a kind: what makes its caption, its date, and its summary."""
    kind = ontology().kind(kind_name)
    return tuple(dict.fromkeys((*kind.title, *([kind.date] if kind.date else []), *kind.summary)))


@lru_cache(maxsize=4096)
def strictest(policies: tuple[Policy, ...]) -> Policy:
    """The join of some markings."""
    return join_all(policies)


def hit_shape(hit: Hit) -> Shape:
    """That an authority holds something of a kind, and may be asked."""
    return {"kind": hit.kind_name, "authority": hit.authority}


def edge_shape(edge: Edge, language: str) -> Shape:
    """A link between two entities and the statement that makes it."""
    return {"from": edge.source, "to": edge.target, "statement": statement_shape(edge.seen, language)}


def kind_shape(kind: Kind, language: str) -> Shape:
    """A kind of thing and what can be said of it."""
    return {
        "name": kind.name,
        "label": kind.label(language),
        "abstract": kind.abstract,
        "extends": kind.extends,
        "person": kind.person,
        "date": kind.date,
        "columns": kind.summary,
        "filters": kind.filters,
        "properties": [property_shape(prop, language) for prop in kind.properties.values()],
    }


def property_shape(prop: Property, language: str) -> Shape:
    """A property: its id, its type and which values it takes."""
    return {
        "name": prop.name,
        "id": prop.id,
        "type": prop.type.name,
        "label": prop.label(language),
        "multiple": prop.multiple,
        "required": prop.required,
        "vocabulary": prop.vocabulary,
        "target": prop.target,
    }
