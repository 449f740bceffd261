"""A question in the words of each database, and the documents that hold it, in order.

Every word is letters and digits only, so nothing of it is syntax. Of a question that fits thousands only the newest
are ranked: a word that is everywhere says nothing of how well it fits, and ranking all would cost what it says.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from assay.pure.words import Question, Term
from assay.search.models import Document

# So many of the newest documents that fit are ranked. Figures: docs/decisions/0018-one-index-on-two-databases.md.
RANKED = 1000
# A word in the title counts more than one in the text, a word itself more than a stem or a part of it.
_SQLITE = """
    SELECT search_document.id, search_document.subject_id, search_document.kind, search_document.codes,
    bm25(search_words, 10.0, 8.0, 4.0, 2.0, 1.0)
    FROM search_words CROSS JOIN search_document ON search_document.id = search_words.rowid
    WHERE search_words MATCH %s AND {visible} ORDER BY search_words.rowid DESC LIMIT {most}"""
# Weights of D, C, B, A; 1 divides by the logarithm of the length.
_POSTGRESQL = """
    SELECT id, subject_id, kind, codes, -ts_rank('{{0.1, 0.25, 0.5, 1.0}}', tokens, %s::tsquery, 1)
    FROM search_document WHERE tokens @@ %s::tsquery AND {visible} ORDER BY id DESC LIMIT {most}"""
_SQLITE_SUBJECTS = """
    SELECT CAST(search_document.subject_id AS INTEGER)
    FROM search_words CROSS JOIN search_document ON search_document.id = search_words.rowid
    WHERE search_words MATCH %s AND search_document.subject_kind = %s"""
_POSTGRESQL_SUBJECTS = """
    SELECT subject_id::bigint FROM search_document WHERE tokens @@ %s::tsquery AND subject_kind = %s"""
_SQLITE_EACH = """
    SELECT * FROM (SELECT {number}, search_document.subject_id
    FROM search_words CROSS JOIN search_document ON search_document.id = search_words.rowid
    WHERE search_words MATCH %s AND {visible} ORDER BY search_words.rowid DESC LIMIT {most})"""
_POSTGRESQL_EACH = """
    SELECT * FROM (SELECT {number}, subject_id FROM search_document
    WHERE tokens @@ %s::tsquery AND {visible} ORDER BY id DESC LIMIT {most}) AS part{number}"""


class Fitting(NamedTuple):
    """One document that holds what was asked; the lower `score`, the better."""

    document_id: int
    subject_id: str
    kind: str
    codes: str
    score: float


def fitting(documents: QuerySet[Document], question: Question) -> list[Fitting]:
    """Return which of the documents hold what is asked, best first, and before all those whose code it is.

    At most `RANKED` of them; nothing asked finds nothing.
    """
    if not question:
        return []
    named = _with_code(documents, question.code) if question.code else []
    found = _rows(documents, as_match(question), as_tsquery(question))
    best = sorted(found, key=lambda one: (one.score, -one.document_id))
    return list({one.document_id: one for one in [*named, *best]}.values())


def _with_code(documents: QuerySet[Document], code: str) -> list[Fitting]:
    found = _rows(documents, f'codes : "{code}"', f"'{code}':A")
    return [one for one in found if code in one.codes.split()]


def _rows(documents: QuerySet[Document], match: str, tsquery: str) -> list[Fitting]:
    visible, params = _condition(documents)
    is_sqlite = connection.vendor == "sqlite"
    statement = (_SQLITE if is_sqlite else _POSTGRESQL).format(visible=visible, most=RANKED)
    values = [match, *params] if is_sqlite else [tsquery, tsquery, *params]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(map(Fitting._make, cursor.fetchall()))


def _condition(documents: QuerySet[Document]) -> tuple[str, Sequence[Any]]:
    """What restricts the documents, as SQL with its values."""
    query = documents.query
    visible, params = query.get_compiler(connection=connection).compile(query.where)
    return visible, params


def holding(documents: QuerySet[Document], terms: Sequence[Term], *, most: int) -> list[tuple[int, str]]:
    """Return which term (by its place) stands in which object (by its id): of each the newest `most`, in one query."""
    if not terms:
        return []
    visible, params = _condition(documents)
    is_sqlite = connection.vendor == "sqlite"
    one, ask = (_SQLITE_EACH, _match) if is_sqlite else (_POSTGRESQL_EACH, _tsquery)
    parts = [one.format(number=number, visible=visible, most=most) for number in range(len(terms))]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), [value for term in terms for value in (ask(term), *params)])
        return [(number, subject_id) for number, subject_id in cursor.fetchall()]


def subjects_holding(question: Question, subject_kind: str) -> RawSQL:
    """Return the numbers of all objects of the kind that hold what is asked, as a part of a query.

    Who may see them is for that query to say.
    """
    is_sqlite = connection.vendor == "sqlite"
    asked = as_match(question) if is_sqlite else as_tsquery(question)
    return RawSQL(_SQLITE_SUBJECTS if is_sqlite else _POSTGRESQL_SUBJECTS, (asked, subject_kind))  # noqa: S611  ours, whatever was asked


def as_match(question: Question) -> str:
    """Return the question in FTS5's language."""
    wanted = " AND ".join(_match(term) for term in question.wanted)
    unwanted = " OR ".join(_match(term) for term in question.unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def as_tsquery(question: Question) -> str:
    """Return the question in PostgreSQL's language."""
    wanted = " & ".join(_tsquery(term) for term in question.wanted)
    return " & ".join([wanted, *(f"!{_tsquery(term)}" for term in question.unwanted)])


def _match(term: Term) -> str:
    star = " *" if term.is_prefix else ""
    in_order = len(term.words) > 1 or term.is_exact
    columns = "{codes title_words body_words} : " if in_order else ""
    phrase = f'{columns}"{" ".join(term.words)}"{star}'
    return _any([phrase, *(f'"{form}"' for form in sorted(term.forms))], " OR ")


def _tsquery(term: Term) -> str:
    star = "*" if term.is_prefix else ""
    in_order = "AC" if len(term.words) > 1 or term.is_exact else ""
    ends = [*([in_order] * (len(term.words) - 1)), star + in_order]
    words = [f"'{word}':{end}" if end else f"'{word}'" for word, end in zip(term.words, ends, strict=True)]
    return _any([_any(words, " <-> "), *(f"'{form}'" for form in sorted(term.forms))], " | ")


def _any(parts: Iterable[str], joint: str) -> str:
    return f"({joint.join(parts)})"
