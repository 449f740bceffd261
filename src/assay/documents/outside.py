"""How a document reads for somebody without an account: its text alone, with no way into the workspace."""

import re
from collections.abc import Callable

from markupsafe import Markup

from assay.activity.references import linked
from assay.documents.models import Document, DocumentFile
from assay.documents.quotes.kinds import Look
from assay.documents.quotes.showing import shown
from assay.kit.clock import now

_HEADING = re.compile(r'(</?h)([1-6])(?: id="[^"]*")?>')
_WAY_IN = re.compile(r'<a href="/[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img src="([^"]*)"([^>]*)>')
_FILE = re.compile(r"/documents/(\d{1,18})/files/(\d{1,18})")
_WORDS = re.compile(r'alt="([^"]*)"')
Addressing = Callable[[int], str]


def outside(document: Document) -> Markup:
    """Return the text one level of headings lower. Names and links into the workspace are words; quotes show what is of
    the document's own project.

    Pictures have the addresses of the workspace: whoever shows it gives them others by `with_pictures`.
    """
    look = Look(document.project, None, now(), has_links=False)
    html = linked(str(shown(document.text, look, document=document.pk).html), None)
    html = _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + 1, 6)}>", html)
    html = _WAY_IN.sub(r"\1", html)
    return Markup(_PICTURE.sub(lambda tag: _picture(tag, document), html))  # noqa: S704  cleaned


def with_pictures(html: Markup, address: Addressing) -> Markup:
    """Give each picture of what `outside` returned the address that `address` says for its number."""
    return Markup(_PICTURE.sub(lambda tag: _moved(tag, address), html))  # noqa: S704  addresses are our own


def picture_of(document: Document, number: int) -> DocumentFile | None:
    """Return a picture that the document shows now; files that its text does not show stay inside."""
    is_shown = number in {int(file) for owner, file in _FILE.findall(document.text) if int(owner) == document.pk}
    found = document.files.filter(pk=number).first() if is_shown else None
    return found if found and found.is_picture else None


def _picture(tag: re.Match[str], document: Document) -> str:
    """The document's own picture; of another one only its words."""
    file = _FILE.fullmatch(tag[1])
    if file and int(file[1]) == document.pk:
        return tag[0]
    words = _WORDS.search(tag[2])
    return words[1] if words else ""


def _moved(tag: re.Match[str], address: Addressing) -> str:
    file = _FILE.fullmatch(tag[1])
    return f'<img src="{address(int(file[2]))}"{tag[2]}>' if file else tag[0]
