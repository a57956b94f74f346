"""Texts in the cells of a spreadsheet: never a formula, never more than a cell holds."""

import re
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_LONGEST = 32_767  # characters of a cell (Excel specifications and limits)
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_NUMERAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)


def workbook_cell(sheet: Any, text: str) -> Any:
    """A cell of a workbook that holds a text as a text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value="")
    cleared = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.value = cleared if len(cleared) <= _LONGEST else f"{cleared[: _LONGEST - 1]}…"
    cell.data_type = "s"
    return cell


def inert(text: str) -> str:
    """A text that no spreadsheet program takes for a formula when it opens a CSV file.

    What begins like one gets an apostrophe in front (OWASP, CSV Injection); plain numbers stay.
    """
    return f"'{text}" if text.startswith(_ACTIVE) and not _NUMERAL.fullmatch(text) else text
