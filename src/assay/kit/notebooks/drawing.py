"""Draw a notebook as one HTML document without scripts, frames, forms and anything from other places.

Whatever nbconvert makes of it is cleaned by nh3 down to plain markup; its own templates run script from payloads and
load scripts from elsewhere, so only the fragment of `basic` is used, with Markdown and formulas drawn by us. The
document is meant for a sandboxed frame all the same. nbconvert takes a second and much memory to load: call this in
the worker only.
"""

import logging
import warnings
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from assay.kit.notebooks.markup import Marks, cleaned
from assay.kit.notebooks.outputs import tidy
from assay.kit.notebooks.prose import Prose
from assay.kit.notebooks.reading import NoNotebook, read
from assay.kit.notebooks.style import STYLE

MOST_CELLS = 500
_KINDS = {"code", "markdown", "raw"}
# It warns of pictures without words, of which there are many.
logging.getLogger("traitlets").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Drawn:
    """The document, and its headings: level, words, and the anchor in the document."""

    html: str
    headings: list[tuple[int, str, str]]


def drawn(raw: bytes, *, title: str = "") -> Drawn:
    """Return the notebook as a document. Raises `NoNotebook`."""
    notebook, marks = read(raw), Marks()
    prose, count = Prose(marks), len(notebook["cells"])
    try:
        body = marks.filled(cleaned(_converted(_plain(notebook["cells"]), prose), marks))
    except Exception as error:
        # nbconvert trusts the shape of a notebook, and what is wrong with it shows itself in any way there is.
        raise NoNotebook(_("The notebook is damaged and cannot be shown.")) from error
    note = _("The first %(count)d cells. Download the file to see all.") % {"count": MOST_CELLS}
    foot = f'<p class="note">{escape(note)}</p>' if count > MOST_CELLS else ""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    head += '<meta name="viewport" content="width=device-width">'
    return Drawn(f'<!doctype html><html lang="en"><head>{head}</head><body>{body}{foot}</body></html>', prose.headings)


def _plain(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first cells, with what is shown of them and nothing else: metadata ask for scripts."""
    return [
        {
            "cell_type": cell["cell_type"],
            "id": f"cell-{number}",
            "source": cell["source"],
            "metadata": {},
            "execution_count": cell.get("execution_count") if isinstance(cell.get("execution_count"), int) else None,
            "outputs": tidy(cell["outputs"]),
            "attachments": cell.get("attachments") if isinstance(cell.get("attachments"), dict) else {},
        }
        for number, cell in enumerate(cells[:MOST_CELLS])
        if cell.get("cell_type") in _KINDS
    ]


def _converted(cells: list[dict[str, Any]], prose: Prose) -> str:
    import nbformat
    from jinja2 import pass_context
    from nbconvert import HTMLExporter
    from nbconvert.filters import Highlight2HTML

    @pass_context
    def rendered(context: Any, text: str) -> str:
        return prose.html(text, context.get("cell", {}).get("attachments") or {})

    with warnings.catch_warnings():
        # They are about how the notebook was written, and nobody reads them here.
        warnings.simplefilter("ignore")
        node = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
        filters = {"markdown2html": rendered, "highlight_code": Highlight2HTML(pygments_lexer="ipython3")}
        body, _resources = HTMLExporter(template_name="basic", filters=filters).from_notebook_node(node)
    return str(body)
