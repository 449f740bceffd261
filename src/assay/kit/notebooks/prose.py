"""The Markdown of a notebook: with its formulas, its attached pictures, and anchors on its headings."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from assay.kit import formulas
from assay.kit.notebooks.markup import Marks

MOST_HEADINGS = 200
_ATTACHED = "attachment:"
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Prose:
    """Renders the texts of one notebook. The markup is not clean yet; `headings` are level, words and anchor."""

    def __init__(self, marks: Marks) -> None:
        self.headings: list[tuple[int, str, str]] = []
        self._marks = marks
        self._taken: set[str] = set()
        self._parser = _parser(self._formula)
        # The parser makes a method of its renderer of whatever it is given.
        self._parser.add_render_rule("heading_open", lambda _renderer, *given: self._heading_open(*given))

    def html(self, text: str, attachments: Mapping[str, Any]) -> str:
        """Return the text as markup, with the pictures that are attached to its cell."""
        tokens = self._parser.parse(text)
        for token in tokens:
            for piece in token.children or []:
                if piece.type == "image":
                    _fill_in(piece, attachments)
        return str(self._parser.renderer.render(tokens, self._parser.options, {}))

    def _formula(self, latex: str, *, display: bool) -> str:
        """A mark for the formula; what is none stands there as it was typed."""
        try:
            return self._marks.formula(formulas.mathml(latex, display=display))
        except formulas.NoFormula:
            sign = "$$" if display else "$"
            return f"<code>{escape(f'{sign}{latex}{sign}')}</code>"

    def _heading_open(self, tokens: Sequence[Token], number: int, _options: Any, _env: Any) -> str:
        tag, words = tokens[number].tag, _words(tokens[number + 1])
        if not words or len(self.headings) >= MOST_HEADINGS:
            return f"<{tag}>"
        anchor = self._free(re.sub(r"\s+", "-", words)[:100])
        self.headings.append((int(tag[1]), words[:200], anchor))
        return f"<{tag}>{self._marks.anchor(anchor)}"

    def _free(self, wanted: str) -> str:
        """The name that Jupyter gives the heading, so that links within the notebook lead there; each once."""
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def _parser(formula: Callable[..., str]) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(parser, allow_labels=False, allow_digits=False, double_inline=True)
    amsmath_plugin(parser)
    for rule, is_display in (("math_inline", False), ("math_inline_double", True), ("math_block", True)):
        parser.add_render_rule(rule, _drawing(formula, display=is_display))
    parser.add_render_rule("amsmath", _drawing(formula, display=True))
    return parser


def _drawing(formula: Callable[..., str], *, display: bool) -> Callable[..., str]:
    def draw(_renderer: Any, tokens: Sequence[Token], number: int, _options: Any, _env: Any) -> str:
        return formula(tokens[number].content.strip(), display=display)

    return draw


def _fill_in(picture: Token, attachments: Mapping[str, Any]) -> None:
    source = str(picture.attrs.get("src", ""))
    if not source.startswith(_ATTACHED):
        return
    kinds = attachments.get(unquote(source.removeprefix(_ATTACHED)))
    data = kinds if isinstance(kinds, dict) else {}
    kind = next((one for one in _PICTURES if isinstance(data.get(one), str)), None)
    picture.attrs["src"] = f"data:{kind};base64,{data[kind]}" if kind else ""


def _words(inline: Token) -> str:
    pieces = inline.children or []
    return " ".join("".join(" " if one.type.endswith("break") else _said(one) for one in pieces).split())


def _said(piece: Token) -> str:
    return "" if piece.type == "html_inline" else piece.content
