"""Ask the index: hits in order, with what to show of them. Permission is part of the query, never a second look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assay.pure.words import Piece, Question, Term, excerpt, marked, parse
from assay.search.asking import RANKED, Fitting, fitting, holding
from assay.search.models import Document
from assay.search.models.document import WORDS
from assay.search.sources import Group, group_of, groups, label_of

A_PAGE = 30


@dataclass(frozen=True)
class Hit:
    """One object found. `where` names the part whose words are shown; empty when nothing but the title fits."""

    kind: str
    subject_kind: str
    subject_id: str
    url: str
    title: tuple[Piece, ...]
    where: str
    words: tuple[Piece, ...]
    is_archived: bool

    @property
    def group(self) -> Group:
        return group_of(self.kind)

    @property
    def plain_title(self) -> str:
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True)
class Found:
    """The hits of one question and how many there are of each kind, among what the reader may see.

    `has_more` says that there are still more than were counted.
    """

    question: Question
    hits: list[Hit]
    counts: dict[str, int]
    has_more: bool = False

    @property
    def groups(self) -> list[tuple[Group, int]]:
        return [(group, self.counts[group.kind]) for group in groups() if group.kind in self.counts]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def find(text: str, *, reader: Any, kind: str = "", most: int = A_PAGE) -> Found:
    """Return the best hits and all counts; with `kind` only hits of that group."""
    question = parse(text)
    found = fitting(Document.objects.visible_to(reader), question)
    shown = [one for one in found if not kind or one.kind == kind][:most]
    return Found(question, _hits(shown, question), dict(Counter(one.kind for one in found)), len(found) >= RANKED)


def best(text: str, *, reader: Any, most: int) -> list[Hit]:
    """Return the best hits alone, for somebody who still types."""
    return find(text, reader=reader, most=most).hits


def found_ids(text: str, *, reader: Any, kind: str) -> list[str]:
    """Return the ids of the objects of one group, best first, for a page that shows them its own way."""
    found = fitting(Document.objects.visible_to(reader).filter(kind=kind), parse(text))
    return [one.subject_id for one in found]


def with_each(terms: Sequence[Term], *, reader: Any, kind: str, most: int) -> list[list[str]]:
    """Return for each term the ids of the newest objects of the group that hold it, at most so many."""
    documents = Document.objects.visible_to(reader).filter(kind=kind)
    found: list[list[str]] = [[] for _term in terms]
    for number, subject_id in holding(documents, terms, most=most):
        found[number].append(subject_id)
    return found


def _hits(shown: Sequence[Fitting], question: Question) -> list[Hit]:
    documents = Document.objects.defer(*WORDS).in_bulk(_numbers(shown))
    return [_hit(documents[number], question) for number in _numbers(shown) if number in documents]


def _numbers(shown: Sequence[Fitting]) -> list[int]:
    return [one.document_id for one in shown]


def _hit(document: Document, question: Question) -> Hit:
    where, anchor, words = _shown(document.parts, question)
    return Hit(
        kind=document.kind,
        subject_kind=document.subject_kind,
        subject_id=document.subject_id,
        url=f"{document.url}#{anchor}" if anchor else document.url,
        title=marked(document.title, question.wanted),
        where=label_of(where),
        words=words,
        is_archived=document.is_archived,
    )


def _shown(parts: Sequence[Sequence[str]], question: Question) -> tuple[str, str, tuple[Piece, ...]]:
    """Return the part that holds most of the terms, the first of equals, where it stands, and its excerpt."""
    found = [(name, "".join(anchor), excerpt(text, question.wanted)) for name, text, *anchor in parts]
    if not found:
        return "", "", ()
    name, anchor, words = max(found, key=lambda one: one[2].terms)
    return (name, anchor, words.pieces) if words.terms else ("", "", words.pieces)
