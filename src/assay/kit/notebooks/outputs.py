"""What the cells of a notebook put out: left is what a page without scripts can show, or a sentence in its place."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from assay.kit.notebooks.markup import cleaned, is_blank

MOST_OUTPUTS = 100
MOST_LETTERS = 200_000
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_SHOWN = ("text/html", "text/markdown", *_PICTURES)
_WIDGET = "application/vnd.jupyter.widget-view+json"


def tidy(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first outputs, each one shown without scripts; what is too long is cut and says so."""
    shown = [_tidy(one) for one in outputs[:MOST_OUTPUTS]]
    if len(outputs) > MOST_OUTPUTS:
        shown.append(_display(_note(_("%(count)d more outputs.") % {"count": len(outputs) - MOST_OUTPUTS})))
    return shown


def _tidy(output: dict[str, Any]) -> dict[str, Any]:
    match output.get("output_type"):
        case "stream":
            return output | {"text": _cut(output.get("text", "")), "name": output.get("name", "stdout")}
        case "error":
            lines = output.get("traceback")
            lines = [one for one in lines if isinstance(one, str)] if isinstance(lines, list) else []
            if not lines:
                lines = [f"{output.get('ename', '')}: {output.get('evalue', '')}"]
            return output | {"traceback": [_cut("\n".join(lines))]}
    data = output.get("data")
    return _shown(data if isinstance(data, dict) else {}, output.get("metadata"))


def _shown(data: dict[str, Any], metadata: Any) -> dict[str, Any]:
    """The richest form that can be shown; other forms of the same go."""
    html = data.get("text/html")
    if html and is_blank(cleaned(html)):
        data = {kind: value for kind, value in data.items() if kind != "text/html"}
    kind = next((one for one in _SHOWN if data.get(one)), None)
    if kind in _PICTURES and kind:
        return _display(data[kind], kind=kind, width=_width(metadata, kind))
    if kind:
        return _display(data[kind], kind=kind)
    if data.get("text/latex"):
        return _display(data["text/latex"], kind="text/markdown")
    plain = _cut(data.get("text/plain") or "")
    acting = sorted(one for one in data if not one.startswith("text/") or one == "text/vnd.mermaid")
    if html or acting:
        return _display((f"<pre>{escape(plain)}</pre>" if plain else "") + _note(_instead(acting)))
    return _display(plain, kind="text/plain")


def _instead(acting: list[str]) -> str:
    if _WIDGET in acting:
        return _("A widget stands here. Download the notebook to use it.")
    return _("Something that needs scripts stands here. Download the notebook to see it.")


def _display(value: str, *, kind: str = "text/html", width: int | None = None) -> dict[str, Any]:
    facts = {kind: {"width": width}} if width else {}
    return {"output_type": "display_data", "data": {kind: value}, "metadata": facts}


def _width(metadata: Any, kind: str) -> int | None:
    """A picture of twice the points says how wide it is meant."""
    facts = metadata.get(kind) if isinstance(metadata, dict) else None
    width = facts.get("width") if isinstance(facts, dict) else None
    return int(width) if isinstance(width, int | float) and 0 < width < 5_000 else None


def _note(text: str) -> str:
    return f'<p class="note">{escape(text)}</p>'


def _cut(text: str) -> str:
    if len(text) <= MOST_LETTERS:
        return text
    told = _("%(count)d more letters.") % {"count": len(text) - MOST_LETTERS}
    return f"{text[:MOST_LETTERS]}\n… {told}"
