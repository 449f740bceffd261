"""Names of objects in what people write: `ML-12`, `@ada.lovelace`, the id of a run. They become links.

Two steps, because what people wrote is rendered once for everybody, and a link is only for those who may see
what it leads to: the Markdown plugin leaves a mark at each name, and when the whole page stands, all its marks are
looked up at once, by one query per kind, and become links or plain words.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

from assay.activity.kinds import Kind, kinds
from assay.web.markdown import pieces

# Nobody can write a mark: its first part is drawn anew in each process.
_SECRET = secrets.token_hex(8)
_MARK = re.compile(rf"\{{{_SECRET}\|(\w+)\|([^|}}]+)\}}")
# More names of one kind on one page stay plain words.
MOST = 500
_LINK = Markup('<a class="ref ref--{}" href="{}" title="{}">{}</a>')


def references(md: MarkdownIt) -> None:
    """A plugin of markdown-it that marks the names of objects outside of code and links."""
    # Before pieces are joined: what is escaped (`\\@ada`) is still a piece of its own, and no name.
    md.core.ruler.before("text_join", "references", _mark_names)
    md.add_render_rule("reference", _render)


def found_in(text: str, *, kind: str) -> list[str]:
    """Return what a Markdown text names of one kind, as it is spelled there."""
    return [piece.content for piece in pieces(text) if piece.type == "reference" and piece.tag == kind]


def linked(html: str, reader: Any) -> str:
    """Put a link at each mark whose object the reader may see, and the plain word at all others."""
    if _SECRET not in html:
        return html
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    for name, spelling in _MARK.findall(html):
        wanted[name][spelling] = None
    known = _known_kinds()
    things = {name: _things(known[name], list(spellings)[:MOST], reader) for name, spellings in wanted.items()}
    return _MARK.sub(lambda mark: _shown(known[mark[1]], things[mark[1]], mark[2]), html)


def _known_kinds() -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds() if kind.pattern}


def _things(kind: Kind, spellings: list[str], reader: Any) -> Mapping[str, Any]:
    return kind.named(reader, spellings) if kind.named and reader is not None else {}


def _shown(kind: Kind, things: Mapping[str, Any], spelling: str) -> str:
    if spelling not in things:
        return str(escape(spelling))
    thing = things[spelling]
    return str(_LINK.format(kind.name, kind.url(thing), kind.title(thing), kind.shown(thing, spelling)))


def _mark_names(state: StateCore) -> None:
    names = re.compile("|".join(f"(?P<{kind.name}>{kind.pattern})" for kind in _known_kinds().values()))
    if not names.pattern:
        return
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_with_names(block.children, names))


def _with_names(tokens: list[Token], names: re.Pattern[str]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "text" and not depth:
            yield from _split(token, names)
        else:
            yield token


def _split(token: Token, names: re.Pattern[str]) -> Iterator[Token]:
    """Cut a piece of text at the names in it."""
    done = 0
    for found in names.finditer(token.content):
        if found.start() > done:
            yield Token("text", "", 0, content=token.content[done : found.start()], level=token.level)
        yield Token("reference", str(found.lastgroup), 0, content=found[0], level=token.level)
        done = found.end()
    if done < len(token.content):
        yield Token("text", "", 0, content=token.content[done:], level=token.level)


def _render(_renderer: Any, tokens: list[Token], number: int, _options: Any, _env: Any) -> str:
    token = tokens[number]
    return f"{{{_SECRET}|{token.tag}|{token.content}}}"
