"""Draw a notebook as one HTML document without scripts, frames, forms and anything from other places.

Whatever nbconvert makes of it is cleaned by nh3 down to plain markup; its own templates run script from payloads and
load scripts from elsewhere, so only the fragment of `basic` is used. The document is meant for a sandboxed frame all
the same. nbconvert takes a second and much memory to load: call this in the worker only.
"""

import json
import re
import warnings
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _

MOST_BYTES = 20_000_000
MOST_CELLS = 500
MOST_OUTPUTS = 100
DEEPEST = 60
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$")
_NAMES = re.compile(r"[A-Za-z0-9_\- ]{1,200}$")
_TEXT = {"a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"}
_MORE = {"kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "u", "ul"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_ATTRIBUTES = {
    **{tag: {"class"} for tag in ("div", "span", "pre", "code", "table", "p")},
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_STYLE = """
body { font: 14px/1.5 system-ui, sans-serif; color: #1d2330; background: #fff; margin: 16px; overflow-wrap: anywhere; }
pre, code, kbd { font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace; }
pre { margin: 0; padding: 8px 10px; white-space: pre-wrap; }
table { border-collapse: collapse; font-size: 12.5px; margin: 8px 0; }
th, td { border-bottom: 1px solid #e3e6ea; padding: 4px 10px; text-align: right; }
img { max-width: 100%; height: auto; }
.jp-Cell, .cell { margin: 0 0 12px; }
.jp-InputPrompt, .jp-OutputPrompt, .prompt { color: #667085; font: 11px ui-monospace, monospace; }
.jp-InputArea-editor, .input_area, .highlight { background: #f5f6f8; border-radius: 6px; }
.jp-RenderedText pre, .output_text pre { background: none; }
.output_stderr, .ansi-red-fg { color: #b42318; }
.note { color: #667085; border-top: 1px solid #e3e6ea; padding-top: 8px; }
.k, .kn, .kd, .ow { color: #1d4ed8; } .s, .s1, .s2, .sd { color: #067647; } .c, .c1 { color: #667085; }
.mi, .mf { color: #b54708; } .nf, .nc { color: #6941c6; }
"""


class NoNotebook(ValueError):
    """The bytes are no notebook; the message says why."""


def drawn(raw: bytes, *, title: str = "") -> str:
    """Return the notebook as a document. Raises `NoNotebook`."""
    notebook = _read(raw)
    is_cut = _cut(notebook)
    body = cleaned(_converted(notebook))
    note = _("The first %(count)d cells. Download the file to see all.") % {"count": MOST_CELLS} if is_cut else ""
    foot = f'<p class="note">{escape(note)}</p>' if note else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}{foot}</body></html>"
    )


def cleaned(html: str) -> str:
    """Return plain markup: no script, style, form, frame or drawing; pictures only from within."""
    return nh3.clean(
        html,
        tags=_TEXT | _MORE | _TABLES,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        clean_content_tags={"script", "style", "noscript", "template", "svg", "math", "iframe", "object"},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="nofollow noopener noreferrer",
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if _PICTURE.match(value) else None
    if attribute == "href":
        return value if value.lower().startswith(("http://", "https://", "mailto:", "#")) else None
    return value if attribute != "class" or _NAMES.match(value) else None


def _read(raw: bytes) -> dict[str, Any]:
    if len(raw) > MOST_BYTES:
        raise NoNotebook(_("The notebook is too large to be shown."))
    try:
        text = raw.decode("utf-8-sig")
        if _depth(text) > DEEPEST:
            raise NoNotebook(_("The notebook is nested too deeply to be shown."))
        found = json.loads(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NoNotebook(_("The file is not JSON, as notebooks are.")) from error
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or found.get("nbformat") != 4:
        raise NoNotebook(_("The file holds no cells of notebook format 4."))
    return dict(found)


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


def _cut(notebook: dict[str, Any]) -> bool:
    """Leave the first cells and outputs; say whether some cells are gone."""
    cells = [cell for cell in notebook["cells"] if isinstance(cell, dict)]
    notebook["cells"] = cells[:MOST_CELLS]
    notebook["nbformat_minor"] = 5
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
        if isinstance(cell.get("outputs"), list):
            cell["outputs"] = cell["outputs"][:MOST_OUTPUTS]
    # Plugins of notebooks ask for scripts by it, and a kernel's name chooses code that colours.
    notebook["metadata"] = {}
    return len(cells) > MOST_CELLS


def _converted(notebook: dict[str, Any]) -> str:
    import nbformat
    from nbconvert import HTMLExporter

    try:
        with warnings.catch_warnings():
            # They are about how the notebook was written, and nobody reads them here.
            warnings.simplefilter("ignore")
            node = nbformat.from_dict(notebook)
            body, _resources = HTMLExporter(template_name="basic").from_notebook_node(node)
    except Exception as error:
        # It trusts the shape of a notebook, and what is wrong with it shows itself in any way there is.
        raise NoNotebook(_("The notebook is damaged and cannot be shown.")) from error
    return str(body)
