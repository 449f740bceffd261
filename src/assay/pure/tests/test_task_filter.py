"""The filter of tasks: read, written again; every mistake is named with its place and what was meant."""

import re
import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.task_filter import (
    CHOICES,
    MESSAGES,
    NAMES,
    Bound,
    Condition,
    Days,
    Filter,
    FilterError,
    Form,
    Key,
    Mistake,
    Sign,
    Words,
    form_of,
    parse,
    written,
)

PLAIN_WORD = re.compile(r'(?!(?:AND|OR)$)(?!-\S)(?![A-Za-z]+:)[^\s"]+')
LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
TEXTS = st.text(LETTERS, max_size=12)
FILLED = TEXTS.filter(str.strip)
SIGNS = st.sampled_from(Sign)
DAYS = st.integers(0, 3660).map(Days)
DATES = st.dates(date(1000, 1, 1), date(2999, 12, 31))
NUMBERS = st.decimals(0, 9999, places=2).map(Decimal)
KEYS_BY_FORM = {form: [key for key in Key if form_of(key) is form] for form in Form}


def conditions(keys: list[Key], values: st.SearchStrategy[object]) -> st.SearchStrategy[Condition]:
    several = st.lists(values, min_size=1, max_size=3).map(tuple)
    return st.builds(Condition, st.sampled_from(keys), several, st.booleans())


def bounds(amounts: st.SearchStrategy[object]) -> st.SearchStrategy[Bound]:
    return st.builds(Bound, SIGNS, amounts)


TERMS = st.one_of(
    conditions(sorted(NAMES), FILLED),
    *(conditions([key], st.sampled_from(known)) for key, known in CHOICES.items()),
    conditions(KEYS_BY_FORM[Form.NUMBER], bounds(NUMBERS)),
    conditions(KEYS_BY_FORM[Form.WORKING_DAYS], bounds(DAYS)),
    conditions(KEYS_BY_FORM[Form.DAY], bounds(DAYS | DATES)),
    st.builds(Words, TEXTS, st.just(True), st.booleans()),
    st.builds(Words, TEXTS.filter(PLAIN_WORD.fullmatch), st.just(False), st.booleans()),
)


@given(st.lists(TERMS, max_size=5).map(tuple).map(Filter))
def test_what_is_written_reads_as_the_same(found: Filter) -> None:
    assert parse(written(found)) == found


@given(st.text() | st.text(string.printable) | st.text('aphse:,<>=-" \t0159dw', max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    found = read(text)
    if isinstance(found, FilterError):
        assert 0 <= found.place[0] <= found.place[1] <= len(text) + 1
    else:
        assert parse(written(found)) == found


def read(text: str) -> Filter | FilterError:
    try:
        return parse(text)
    except FilterError as error:
        return error


def one(text: str) -> object:
    (term,) = parse(text).terms
    return term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phase:modeling", Condition(Key.PHASE, ("modeling",))),
        ("PHASE:Modeling", Condition(Key.PHASE, ("Modeling",))),
        ("assignee:me,none", Condition(Key.ASSIGNEE, ("me", "none"))),
        ('label:"needs review",model-gbm', Condition(Key.LABEL, ("needs review", "model-gbm"))),
        ('label:"say ""hi"""', Condition(Key.LABEL, ('say "hi"',))),
        ("-kind:experiment", Condition(Key.KIND, ("experiment",), is_negated=True)),
        ('discipline:"ML engineering"', Condition(Key.DISCIPLINE, ("ml-engineering",))),
        ("age:>5d", Condition(Key.AGE, (Bound(Sign.ABOVE, Days(5)),))),
        ("age:1w", Condition(Key.AGE, (Bound(Sign.IS, Days(5)),))),
        ("due:<1w", Condition(Key.DUE, (Bound(Sign.BELOW, Days(7)),))),
        ("created:today", Condition(Key.CREATED, (Bound(Sign.IS, Days(0)),))),
        ("created:>2026-11-01", Condition(Key.CREATED, (Bound(Sign.ABOVE, date(2026, 11, 1)),))),
        ("estimate:>=3", Condition(Key.ESTIMATE, (Bound(Sign.AT_LEAST, Decimal(3)),))),
        ("estimate:<1.5d", Condition(Key.ESTIMATE, (Bound(Sign.BELOW, Decimal("1.5")),))),
        ("gbm", Words("gbm")),
        ("BERT-base,2", Words("BERT-base,2")),
        ("-images", Words("images", is_negated=True)),
        ('"no gain"', Words("no gain", is_phrase=True)),
        ("or", Words("or")),
        ('"OR"', Words("OR", is_phrase=True)),
        ('-"no gain"', Words("no gain", is_phrase=True, is_negated=True)),
        ("-", Words("-")),
        ("12:30", Words("12:30")),
    ],
)  # fmt: skip
def test_every_form_is_read(text: str, expected: object) -> None:
    assert one(text) == expected


def test_terms_stand_beside_each_other_and_know_their_places() -> None:
    found = parse('  assignee:me,ada  tail\t-"no gain" ')
    assert [term.place for term in found.terms] == [(2, 17), (19, 23), (24, 34)]
    assert found.conditions[0].places == ((11, 13), (14, 17))


def test_nothing_leaves_nothing_out() -> None:
    assert not parse("")
    assert parse(" \n ") == Filter()


@pytest.mark.parametrize(
    ("text", "mistake", "place", "instead"),
    [
        ("phse:modeling", Mistake.UNKNOWN_KEY, (0, 4), "phase"),
        ("x https://a.b", Mistake.UNKNOWN_KEY, (2, 7), ""),
        ("phase:", Mistake.NO_VALUE, (6, 7), ""),
        ("phase: modeling", Mistake.NO_VALUE, (6, 7), ""),
        ("phase:a, b", Mistake.NO_VALUE, (8, 9), ""),
        ("age:>", Mistake.NO_VALUE, (4, 5), ""),
        ('phase:" "', Mistake.NO_VALUE, (6, 9), ""),
        ('phase:"modeling', Mistake.UNCLOSED, (6, 15), ""),
        ('x "modeling', Mistake.UNCLOSED, (2, 11), ""),
        ('phase:"a"b', Mistake.NO_JOINT, (9, 10), ""),
        ("phase:modeling OR", Mistake.NO_OPERATOR, (15, 17), ""),
        ("a AND b", Mistake.NO_OPERATOR, (2, 5), ""),
        ("phase:>modeling", Mistake.NO_SIGN, (6, 15), "modeling"),
        ("kind:experimant", Mistake.NOT_A_CHOICE, (5, 15), "experiment"),
        ("state:act", Mistake.NOT_A_CHOICE, (6, 9), "active"),
        ("estimate:big", Mistake.NOT_A_NUMBER, (9, 12), ""),
        ("age:>2026-11-01", Mistake.NOT_WORKING_DAYS, (4, 15), ""),
        ("created:2026-02-30", Mistake.NOT_A_DAY, (8, 18), ""),
        ("created:<2days", Mistake.NOT_A_DAY, (8, 14), ""),
        ("due:-3d", Mistake.NOT_A_DAY, (4, 7), ""),
        ("a\0", Mistake.UNREADABLE, (1, 2), ""),
        ("\ud800", Mistake.UNREADABLE, (0, 1), ""),
        ("a " * 41, Mistake.TOO_MANY, (80, 82), ""),
        ("phase:" + "a," * 40 + "a", Mistake.TOO_MANY, (86, 87), ""),
        ("a" * 1001, Mistake.TOO_LONG, (1000, 1001), ""),
    ],
)
def test_every_mistake_is_named_with_its_place(
    text: str, mistake: Mistake, place: tuple[int, int], instead: str
) -> None:
    with pytest.raises(FilterError) as caught:
        parse(text)
    assert (caught.value.mistake, caught.value.place, caught.value.instead) == (mistake, place, instead)


def test_a_key_is_replaced_and_taken_out() -> None:
    found = parse("-phase:a x phase:b kind:data")
    assert written(found.having(Key.PHASE, "modeling")) == "x kind:data phase:modeling"
    assert written(found.without(Key.KIND)) == "-phase:a x phase:b"
    assert found.values_of(Key.PHASE) == ("b",)


def test_every_mistake_has_its_sentence() -> None:
    assert set(MESSAGES) == set(Mistake)
