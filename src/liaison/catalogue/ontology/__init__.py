"""Kinds of things, their properties and value types."""

from functools import cache
from pathlib import Path

from liaison.catalogue.ontology.kinds import Kind, Ontology, Property
from liaison.catalogue.ontology.model import read_ontology

__all__ = ["Kind", "Ontology", "Property", "ontology"]


@cache
def ontology() -> Ontology:
    """The ontology of this installation, read once.

    Raises:
        CatalogueError: a file of the catalogue is wrong.
    """
    return read_ontology(Path(__file__).with_name("kinds"))
