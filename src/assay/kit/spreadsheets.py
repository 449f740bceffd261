"""Lines of CSV that a spreadsheet opens as what they say."""

import csv
import io
import re
from collections.abc import Iterable

# A spreadsheet takes a text that begins so for a formula, and runs it.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r|%]")
_NUMBER = re.compile(r"[+-]?(?:[0-9.]+(?:e[+-]?[0-9]+)?|inf|nan)", re.IGNORECASE)


def csv_line(texts: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe(text) for text in texts])
    return line.getvalue()


def safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula; numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def bare(cell: str) -> str:
    """Return what `safe` was given: the cell without its mark."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
