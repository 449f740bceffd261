"""Where quotes stand in a text: on lines of their own in paragraphs, so never in code."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay.documents.quotes.kinds import quotable
from assay.pure.quotes import Quote, read
from assay.web.markdown import paragraphs

# Behind each end of a line as Markdown has them: LF, CR LF, and a CR alone.
_ENDS = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@dataclass(frozen=True)
class Placed:
    """A quote of a text: its line, counted from 0, and what stands there."""

    quote: Quote
    line: int
    text: str


def placed(text: str) -> list[Placed]:
    """Return the quotes of a Markdown text in order.

    `{{ name }}` with blanks, where no kind has the name, is somebody's template and none of ours.
    """
    if "{{" not in text:
        return []
    lines, found = _ENDS.split(text), []
    for start, paragraph in paragraphs(text):
        for offset, content in enumerate(paragraph.split("\n")):
            said, number = content.strip(), start + offset
            quote = read(said)
            if quote and (quotable(quote.kind) or said[2] != " ") and said in lines[number]:
                found.append(Placed(quote, number, said))
    return found


def replaced(text: str, places: Sequence[Placed], word: Callable[[int, Placed], str]) -> str:
    """Return the text with another word for each of its quotes; `word` gets the quote's number."""
    lines = _ENDS.split(text)
    for number, place in enumerate(places):
        lines[place.line] = lines[place.line].replace(place.text, word(number, place), 1)
    return "".join(lines)
