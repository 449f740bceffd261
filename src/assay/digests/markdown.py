"""A digest as Markdown, to paste into a chat or keep in a folder; the plain half of a letter reads the same."""

import re

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.digests.digest import Digest, Line, Part
from assay.digests.weeks import in_words

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def heading_of(digest: Digest) -> str:
    return _("%(title)s, %(days)s") % {"title": digest.title, "days": in_words(digest.span)}


def markdown_of(digest: Digest) -> str:
    """Return the digest as Markdown with whole addresses."""
    blocks = [f"# {_escaped(heading_of(digest))}", _escaped(digest.gist), *(_block(one) for one in digest.parts)]
    if digest.url:
        blocks.append(f"[{_('Open in Assay')}]({address_of(digest.url)})")
    return "\n\n".join(blocks) + "\n"


def text_of(digest: Digest) -> str:
    """Return the digest as plain text for a letter."""
    blocks = [joined(digest.gist)]
    for part in digest.parts:
        lines = [_plain(one) for one in part.lines] or [part.blank]
        blocks.append("\n".join([part.title, "-" * len(part.title), *lines, *_more(part)]))
    if digest.url:
        blocks.append(address_of(digest.url))
    return "\n\n".join(blocks) + "\n"


def address_of(path: str) -> str:
    """Return the whole address of a page of ours; one that is whole stays."""
    return path if "://" in path else settings.BASE_URL + path


def more_in_words(part: Part) -> str:
    return ngettext("and %(count)d more", "and %(count)d more", part.more) % {"count": part.more}


def _block(part: Part) -> str:
    lines = [_item(one) for one in part.lines] or [_escaped(part.blank)]
    return "\n".join([f"## {_escaped(part.title)}", "", *lines, *_more(part)])


def _more(part: Part) -> list[str]:
    return [f"- {more_in_words(part)}"] if part.more else []


def _item(line: Line) -> str:
    text = _escaped(line.text)
    linked = f"[{text}]({address_of(line.url)})" if line.url else text
    return f"- {linked}" + (f" ({_escaped(line.note)})" if line.note else "")


def _plain(line: Line) -> str:
    return f"- {joined(line.text)}" + (f" ({joined(line.note)})" if line.note else "")


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", joined(text))


def joined(text: str) -> str:
    """Return a text in one line: a line of a digest is one in a letter as well."""
    return " ".join(text.split())
