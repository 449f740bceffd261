"""What somebody asks of an index: words, "phrases in quotes", -words to leave out. Nothing else means anything."""

import re
from dataclasses import dataclass, replace

from assay.pure.words.splitting import compound, runs_of, words_of
from assay.pure.words.stemming import stems

# More of a question is not read; a pasted page is no question.
LONGEST = 500
MOST_TERMS = 16
# One letter begins too many words to be worth looking up.
SHORTEST_PREFIX = 2
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """One thing a text must hold (or, with `is_wanted` false, must not hold).

    It holds it if it has `words` one after the other (the last one may go on, with `is_prefix`), or any of `forms`.
    An exact one was written in quotes: a part or a stem of a word is not enough.
    """

    words: tuple[str, ...]
    forms: frozenset[str] = frozenset()
    is_prefix: bool = False
    is_exact: bool = False
    is_wanted: bool = True


@dataclass(frozen=True)
class Question:
    """All terms must hold. `code` is the whole question as one word: a key, if it is one."""

    terms: tuple[Term, ...] = ()
    code: str = ""

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.is_wanted)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_wanted)

    def __bool__(self) -> bool:
        """Whether there is anything to look for; only what must not be there finds nothing."""
        return bool(self.wanted)


def parse(text: str) -> Question:
    """Read a question; any text is one. The last word may be the beginning of one, as somebody types it."""
    text = text[:LONGEST].replace("\0", " ")
    found = list(_TERM.finditer(text))[:MOST_TERMS]
    last = found[-1] if found and found[-1].end() == len(text.rstrip()) else None
    terms = [_term(one, is_last=one is last) for one in found]
    return Question(tuple(term for term in terms if term.words), compound(text))


def term_of(word: str, *, is_prefix: bool = False) -> Term:
    """Return the term that a word asks for; `BERT-base` asks for both its words, or for `bertbase`."""
    words = tuple(words_of(word))
    forms = stems(next(runs_of(word))) if len(words) == 1 else frozenset({compound(word)})
    return Term(words, forms - {""}, is_prefix=is_prefix and bool(words) and len(words[-1]) >= SHORTEST_PREFIX)


def _term(found: re.Match[str], *, is_last: bool) -> Term:
    is_wanted = not found["minus"]
    if found["word"] is None:
        return Term(tuple(words_of(found["phrase"])), is_exact=True, is_wanted=is_wanted)
    return replace(term_of(found["word"], is_prefix=is_last and is_wanted), is_wanted=is_wanted)
