"""Read the file of a notebook: what it must be, and its words as Markdown. Needs no nbconvert."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

MOST_BYTES = 25_000_000
DEEPEST = 60
_FENCE = re.compile(r"`{3,}")
# Escapes of characters that are no text: NUL, and halves of a pair.
_NO_TEXT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


class NoNotebook(ValueError):
    """The bytes are no notebook; the message says why."""


def read(raw: bytes) -> dict[str, Any]:
    """Return the notebook, its texts in one piece each. Raises `NoNotebook`."""
    if len(raw) > MOST_BYTES:
        raise NoNotebook(_("The notebook is too large: up to %(most)d MB are read.") % {"most": MOST_BYTES // 10**6})
    notebook = _parsed(raw)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if isinstance(notebook, dict) and (cells is None or notebook.get("nbformat") != 4):
        _refuse_format(notebook)
    if not isinstance(cells, list):
        raise NoNotebook(_("The file is JSON, but holds no cells as notebooks do."))
    notebook["cells"] = [_joined(cell) for cell in cells if isinstance(cell, dict)]
    return dict(notebook)


def words_of(notebook: dict[str, Any], *, most: int) -> str:
    """Return the Markdown and the code of the cells as one Markdown text, cut to `most` letters; no outputs."""
    pieces, left = [], most
    for piece in _pieces(notebook):
        pieces.append(piece[: max(left, 0)])
        left -= len(piece) + 2
        if left <= 0:
            break
    return "\n\n".join(pieces)[:most]


def _pieces(notebook: dict[str, Any]) -> Iterator[str]:
    for cell in notebook["cells"]:
        source = cell["source"].strip("\n")
        if cell.get("cell_type") == "code" and source:
            longest = max((len(found) for found in _FENCE.findall(source)), default=2)
            fence = "`" * (longest + 1)
            yield f"{fence}python\n{source}\n{fence}"
        elif source:
            yield source


def _parsed(raw: bytes) -> Any:
    no_json = _("The file is not JSON, as notebooks are.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoNotebook(no_json) from error
    if _depth(text) > DEEPEST:
        raise NoNotebook(_("The notebook is nested too deeply to be shown."))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoNotebook(no_json) from error
    return _as_text(found) if _NO_TEXT.search(text) else found


def _refuse_format(notebook: dict[str, Any]) -> None:
    """Say which format it is, if it says so itself."""
    number = notebook.get("nbformat")
    if isinstance(number, int) and 0 < number < 4:
        told = _("This is a notebook of the old format %(number)d. Open it in Jupyter and save it, or run: %(command)s")
        command = "jupyter nbconvert --to notebook --nbformat 4 FILE"
        raise NoNotebook(told % {"number": number, "command": command})
    if isinstance(number, int) and number > 4:
        raise NoNotebook(_("This is a notebook of format %(number)d; format 4 is read.") % {"number": number})
    raise NoNotebook(_("The file holds no cells of notebook format 4."))


def _depth(text: str) -> int:
    """How deep the brackets go at most, but for those in texts."""
    depth = deepest = 0
    # Nothing is looked at twice (`+` after `*` and `+`): a text without an end would cost the square of its length.
    for found in re.finditer(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', text):
        mark = found[0]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _joined(cell: dict[str, Any]) -> dict[str, Any]:
    """Files keep texts as lists of lines."""
    cell["source"] = _together(cell.get("source", ""))
    outputs = cell.get("outputs")
    cell["outputs"] = [_whole(one) for one in outputs if isinstance(one, dict)] if isinstance(outputs, list) else []
    return cell


def _whole(output: dict[str, Any]) -> dict[str, Any]:
    if "text" in output:
        output["text"] = _together(output["text"])
    data = output.get("data")
    if isinstance(data, dict):
        output["data"] = {kind: value if _is_json(kind) else _together(value) for kind, value in data.items()}
    return output


def _is_json(kind: str) -> bool:
    return kind == "application/json" or kind.endswith("+json")


def _together(lines: Any) -> str:
    if isinstance(lines, list):
        return "".join(line for line in lines if isinstance(line, str))
    return lines if isinstance(lines, str) else ""


def _as_text(value: Any) -> Any:
    """The same without NUL and halves of a pair, which no database and no page takes."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    if isinstance(value, dict):
        return {_as_text(name): _as_text(one) for name, one in value.items()}
    return value
