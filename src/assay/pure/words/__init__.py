"""Words of texts and of questions: split, folded, stemmed in four languages, found again and highlighted.

Use `indexed(text)` for what an index keeps, `parse(question)` for what somebody asks, `excerpt(...)` for what is shown.
"""

from assay.pure.words.asking import Question, Term, parse, term_of
from assay.pure.words.common import COMMON
from assay.pure.words.marking import Excerpt, Piece, excerpt, marked
from assay.pure.words.splitting import Indexed, compound, folded, indexed, words_of
from assay.pure.words.stemming import stems

__all__ = [
    "COMMON",
    "Excerpt",
    "Indexed",
    "Piece",
    "Question",
    "Term",
    "compound",
    "excerpt",
    "folded",
    "indexed",
    "marked",
    "parse",
    "stems",
    "term_of",
    "words_of",
]
