"""Plain markup: what may stay of what a notebook brings, and what of ours is put in once all else is clean."""

import re
from collections.abc import Callable
from functools import partial
from secrets import token_hex

import nh3
from django.utils.html import escape
from django.utils.translation import gettext as _

# A drawing in a picture runs nothing and loads nothing: browsers draw it apart from everything.
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*$")
_IMG = re.compile(r'<img(?:[^>"]|"[^"]*")*>')
_NAMES = re.compile(r"[A-Za-z0-9_\- ]{1,200}$")
_TEXT = {"a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"}
_MORE = {"kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "u", "ul"}
_TABLES = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_STYLED = {"div", "p", "span", "td", "th", "tr"}
_ATTRIBUTES = {
    **{tag: {"class"} for tag in ("pre", "code", "table")},
    **{tag: {"class", "style"} for tag in _STYLED},
    "a": {"href", "title"},
    "img": {"src", "alt", "width"},
    "ol": {"start"},
    "th": {"class", "style", "colspan", "rowspan"},
    "td": {"class", "style", "colspan", "rowspan"},
}
_PROPERTIES = {"background-color", "color", "font-style", "font-weight", "text-align"}
_GONE = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object"}


class Marks:
    """Formulas and anchors of ours. A mark holds the place of each while the markup is cleaned.

    No notebook can write a mark, as it has a part that nobody can guess; one that comes to stand in an attribute
    takes the attribute along.
    """

    def __init__(self) -> None:
        self._secret = f"mark{token_hex(16)}"
        self._formulas: list[str] = []
        self._anchors: list[str] = []

    def formula(self, html: str) -> str:
        """Return what stands for markup of ours."""
        self._formulas.append(html)
        return f"{self._secret}f{len(self._formulas) - 1}x"

    def anchor(self, name: str) -> str:
        """Return what, directly behind the tag of a heading, gives it this name."""
        self._anchors.append(name)
        return f"{self._secret}a{len(self._anchors) - 1}x"

    def are_in(self, value: str) -> bool:
        return self._secret in value

    def filled(self, html: str) -> str:
        """Return the clean markup with formulas and names in their places."""
        secret, anchors, formulas = self._secret, self._anchors, self._formulas
        html = re.sub(
            rf"<h([1-6])>{secret}a(\d+)x",
            lambda found: f'<h{found[1]} id="{escape(anchors[int(found[2])])}">',
            html,
        )
        html = re.sub(rf"{secret}f(\d+)x", lambda found: formulas[int(found[1])], html)
        return re.sub(rf"{secret}a\d+x", "", html)


def cleaned(html: str, marks: Marks | None = None) -> str:
    """Return plain markup: no script, style sheet, form, frame or drawing; pictures only from within."""
    clean = nh3.clean(
        html,
        tags=_TEXT | _MORE | _TABLES,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_kept, marks or Marks()),
        filter_style_properties=_PROPERTIES,
        clean_content_tags=_GONE,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="nofollow noopener noreferrer",
    )
    # A picture that may not be loaded is named, not broken. Quotes within attributes are written `&quot;`.
    lost = f'<span class="note">{escape(_("[a picture from elsewhere]"))}</span>'
    return _IMG.sub(lambda tag: tag[0] if ' src="' in tag[0] else lost, clean)


def is_blank(html: str) -> bool:
    """Whether nothing can be seen of clean markup."""
    return "<img" not in html and not re.sub(r"<[^>]*>|&nbsp;", "", html).strip()


def _is_plain_style(value: str) -> bool:
    """No escapes, and no function but a colour's."""
    return "\\" not in value and not re.search(r"(?<!rgb)(?<!rgba)\(", value)


_FITS: dict[str, Callable[[str], object]] = {
    "src": _PICTURE.match,
    "href": lambda value: value.lower().startswith(("http://", "https://", "mailto:", "#")),
    "class": _NAMES.match,
    "style": _is_plain_style,
    "width": re.compile(r"[0-9]{1,4}$").match,
}


def _kept(marks: Marks, tag: str, attribute: str, value: str) -> str | None:
    if marks.are_in(value):
        return None
    fits = _FITS.get(attribute)
    return value if fits is None or fits(value) else None
