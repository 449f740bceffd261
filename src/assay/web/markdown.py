"""What people write, as HTML that cannot harm other people."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import count, pairwise
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from assay.kit import formulas

Plugin = Callable[[MarkdownIt], None]


def _formula(latex: str, options: Mapping[str, Any]) -> str:
    """The formula; what is none stands there as it was typed."""
    is_display = bool(options["display_mode"])
    try:
        return formulas.mathml(latex, display=is_display)
    except formulas.NoFormula:
        sign = "$$" if is_display else "$"
        return f"<code>{sign}{escape(latex)}{sign}</code>"


def _math(md: MarkdownIt) -> None:
    # "5$ and 6$" are prices, no formula.
    dollarmath_plugin(
        md, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True, renderer=_formula
    )
    # A paragraph holds the formula, but not the division that the plugin would put around it.
    md.add_render_rule("math_inline_double", _displayed)


def _displayed(_renderer: Any, tokens: list[Token], number: int, _options: Any, _env: Any) -> str:
    return _formula(tokens[number].content, {"display_mode": True})


_plugins: list[Plugin] = [partial(tasklists_plugin, label=True), _math]
# Longer texts are rendered each time: a thousand of them would fill the memory.
MOST_KEPT = 50_000
_ANCHOR = "heading-{}"
_HEADING = re.compile(r"<h([1-6])>")
_TEXT = {"br", "code", "del", "em", "p", "s", "strong", "a", "img", "hr", "blockquote", "pre"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _TEXT | _TABLES | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "label", "input"} | formulas.TAGS
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "input": {"checked"}, "ol": {"start"}}
_ATTRIBUTES |= {tag: set(formulas.ATTRIBUTES) for tag in formulas.TAGS}


def register_markdown(plugin: Plugin) -> None:
    """Let a domain add a markdown-it plugin (key links, live quotes). Call it in `AppConfig.ready()`."""
    _plugins.append(plugin)
    _parser.cache_clear()
    _kept.cache_clear()


def markdown(text: str) -> Markup:
    """Markdown with tables, strike-through, task lists and formulas; raw HTML is shown as text. It never raises."""
    return _kept(text) if len(text) <= MOST_KEPT else _rendered(text)


@lru_cache(maxsize=1024)
def _kept(text: str) -> Markup:
    return _rendered(text)


def _rendered(text: str) -> Markup:
    return Markup(_clean(_parser().render(text)))  # noqa: S704 - cleaned


def pieces(text: str) -> list[Token]:
    """Return the words and marks of all paragraphs and headings of a Markdown text, in order."""
    return [piece for block in _blocks(text) for piece in block]


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return the paragraphs of a Markdown text as written: the line at which each begins, from 0, and what it says."""
    found = ((block, inside) for block, inside in pairwise(_parser().parse(text)) if block.type == "paragraph_open")
    return [(block.map[0], inside.content) for block, inside in found if block.map]


@dataclass(frozen=True)
class Heading:
    """A heading of a text: `level` from 1 to 6, its words without marks, and where it stands among all of them."""

    level: int
    words: str
    anchor: str


def headings(text: str) -> list[Heading]:
    """Return the headings of a Markdown text in order."""
    tokens = _parser().parse(text)
    found = [(int(one.tag[1]), _words(after)) for one, after in pairwise(tokens) if one.type == "heading_open"]
    return [Heading(level, words, _ANCHOR.format(number)) for number, (level, words) in enumerate(found, start=1)]


def with_anchors(html: Markup) -> Markup:
    """Give each heading of a rendered text the anchor that `headings` names; for one text on a page."""
    numbers = count(1)
    return Markup(_HEADING.sub(lambda tag: f'<h{tag[1]} id="{_ANCHOR.format(next(numbers))}">', html))  # noqa: S704


def plain(text: str, *, most: int) -> str:
    """Return the words of a Markdown text without its marks, cut to about `most` letters."""
    words = " ".join(" ".join(_together(one) for one in _blocks(text)).split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _words(inline: Token) -> str:
    return " ".join(_together(inline.children or []).split())


def _together(pieces: list[Token]) -> str:
    return "".join(" " if piece.type.endswith("break") else piece.content for piece in pieces)


def _blocks(text: str) -> list[list[Token]]:
    return [block.children or [] for block in _parser().parse(text) if block.type == "inline"]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    for plugin in _plugins:
        plugin(parser)
    return parser


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_own_images,
        # Long code scrolls in its own frame, which the keyboard must reach.
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}, "pre": {"tabindex": "0"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )


def _own_images(tag: str, name: str, value: str) -> str | None:
    """An image from another host would tell that host who reads the page."""
    if (tag, name) != ("img", "src"):
        return value
    is_own = value.startswith("/") and not value.startswith(("//", "/\\"))
    return value if is_own else None
