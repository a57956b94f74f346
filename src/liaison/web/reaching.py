"""Who will see what: a preview as the table that stands before a signature."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.catalogue.ontology import ontology
from liaison.kernel.policy import Existence, Verdict
from liaison.records.services import Preview
from liaison.web.naming import language


@dataclass(frozen=True, slots=True)
class Cell:
    """What one authority will see of one statement: a sign, and the same in words."""

    state: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One statement of the draft."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The table of a draft, and how many authorities it reaches at all."""

    authorities: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def reached(self) -> int:
        """The number of authorities that see at least one statement, or that there is one."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return sum(any(cell.state != "no" for cell in column) for column in columns)


def reach(preview: Preview, names: Mapping[str, str]) -> Reach:
    """The table of a preview, one column for each authority code of `names`, in that order."""
    rows = (
        Row(
            ontology().property(said.property).label(language()),
            tuple(_cell(verdicts[code]) for code in names),
        )
        for said, verdicts in preview.rows
    )
    return Reach(tuple(names.values()), tuple(rows))


def _cell(verdict: Verdict) -> Cell:
    if verdict.existence is Existence.READABLE:
        return Cell("yes", "●", _("sees it"))
    if verdict.existence is Existence.HIT:
        return Cell("hit", "◐", _("hit or no hit only"))
    return Cell("no", "–", _("held back"))
