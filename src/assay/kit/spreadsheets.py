"""Lines of CSV that a spreadsheet opens as what they say."""

import csv
import io
import re
from collections.abc import Iterable

# A spreadsheet takes a text that begins so for a formula, and runs it.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r|%]")
_NUMBER = re.compile(r"^[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$")


def csv_line(texts: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([safe(text) for text in texts])
    return line.getvalue()


def safe(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula; numbers stay numbers."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text
