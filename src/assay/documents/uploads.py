"""Files that become documents: what they are, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from assay.documents.models.document import Form
from assay.documents.models.writing import MOST_TEXT, MOST_TITLE
from assay.kit import blobs, notebooks
from assay.kit.blobs import Blob
from assay.web.markdown import plain

ENDINGS = {".ipynb": Form.NOTEBOOK, ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN}
MOST_BYTES = notebooks.MOST_BYTES


class NoDocument(ValueError):
    """The file cannot become a document; the message says why."""


class TooLarge(NoDocument):
    """The file has more bytes than a document may."""


@dataclass(frozen=True)
class Upload:
    """A file that was read: `title` is what it calls itself, `text` what it says. A notebook's bytes are `file`."""

    name: str
    form: Form
    title: str
    text: str
    raw: bytes = b""
    file: Blob | None = None

    def stored(self) -> "Upload":
        """Return the same, a notebook with its bytes kept: call it before the transaction. Raises as `blobs.keep`."""
        return replace(self, file=blobs.keep([self.raw]), raw=b"") if self.form is Form.NOTEBOOK else self


def form_of(name: str) -> Form:
    """Return what a file of this name becomes. Raises `NoDocument`."""
    form = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if form is None:
        raise NoDocument(
            _("%(name)s cannot become a document: notebooks (.ipynb) and Markdown (.md) can.") % {"name": name}
        )
    return form


def read(name: str, pieces: Iterable[bytes]) -> Upload:
    """Return what the file says; nothing is stored yet. Raises `NoDocument`, and `TooLarge` before it read too much."""
    name = _tidy(name)
    form, raw = form_of(name), bytearray()
    for piece in pieces:
        raw += piece
        if len(raw) > MOST_BYTES:
            told = _("%(name)s is too large: a notebook may have %(most)d MB at most.")
            raise TooLarge(told % {"name": name, "most": MOST_BYTES // 10**6})
    return _notebook(name, bytes(raw)) if form is Form.NOTEBOOK else _markdown(name, bytes(raw))


def _notebook(name: str, raw: bytes) -> Upload:
    try:
        text = notebooks.words_of(notebooks.read(raw), most=MOST_TEXT)
    except notebooks.NoNotebook as fault:
        raise NoDocument(f"{name}: {fault}") from fault
    title, _rest = _titled(name, text)
    return Upload(name, Form.NOTEBOOK, title, text, raw)


def _markdown(name: str, raw: bytes) -> Upload:
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise NoDocument(_("%(name)s is no text in UTF-8.") % {"name": name}) from fault
    if "\0" in text:
        raise NoDocument(_("%(name)s is no text in UTF-8.") % {"name": name})
    if len(text) > MOST_TEXT:
        told = _("%(name)s is too long: a page has at most %(most)d letters.")
        raise TooLarge(told % {"name": name, "most": MOST_TEXT})
    title, rest = _titled(name, text)
    return Upload(name, Form.MARKDOWN, title, rest)


def _titled(name: str, text: str) -> tuple[str, str]:
    """Return the heading that the text begins with and what follows it; without one the file's name and all."""
    first, _line, rest = text.lstrip("\n").partition("\n")
    words = plain(first[:1000], most=MOST_TITLE - 2) if first.startswith("# ") else ""
    if words:
        return words[:MOST_TITLE], rest.lstrip("\n")
    return (PurePosixPath(name).stem.replace("_", " ").strip() or name)[:MOST_TITLE], text


def _tidy(name: str) -> str:
    """The last part of a path, without what cannot be printed; only ever a label."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())
    ending = PurePosixPath(printable).suffix[:20]
    return printable.removesuffix(ending)[: 200 - len(ending)] + ending
