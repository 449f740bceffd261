"""What people write, as HTML that cannot harm other people."""

from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.tasklists import tasklists_plugin

Plugin = Callable[[MarkdownIt], None]

_plugins: list[Plugin] = [tasklists_plugin]
_TAGS = set(
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre s strong "
    "table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "input": {"checked"}, "ol": {"start"}}


def register_markdown(plugin: Plugin) -> None:
    """Let a domain add a markdown-it plugin (key links, live quotes). Call it in `AppConfig.ready()`."""
    _plugins.append(plugin)
    _parser.cache_clear()
    markdown.cache_clear()


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """Markdown with tables, strike-through and task lists; raw HTML is shown as text."""
    return Markup(_clean(_parser().render(text)))


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
        set_tag_attribute_values={"input": {"type": "checkbox", "disabled": ""}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )


def _own_images(tag: str, name: str, value: str) -> str | None:
    """An image from another host would tell that host who reads the page."""
    if (tag, name) != ("img", "src"):
        return value
    is_own = value.startswith("/") and not value.startswith(("//", "/\\"))
    return value if is_own else None
