"""Quotes in texts are read as they were meant, and nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.quotes import MOST_LETTERS, Quote, read, written

WORDS = st.text(
    st.characters(blacklist_characters="{}|", blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1
)
ARGUMENTS = st.lists(WORDS, max_size=5).map(" ".join)
KINDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
DAYS = st.none() | st.dates()


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("{{run 12}}", Quote("run", "12")),
        ("  {{ run   ML-EXP-05#3 }} ", Quote("run", "ML-EXP-05#3")),
        ("{{experiments}}", Quote("experiments")),
        ("{{tasks a:b|c | frozen 2026-11-27}}", Quote("tasks", "a:b|c", is_frozen=True, on=date(2026, 11, 27))),
        ("{{run 12 | frozen 2026-11-27 (2)}}", Quote("run", "12", is_frozen=True, on=date(2026, 11, 27), nth=2)),
        ("{{run 12 | frozen yesterday (2)}}", Quote("run", "12", is_frozen=True, is_dated_badly=True)),
        ("{{experiments | frozen}}", Quote("experiments", is_frozen=True)),
        ("{{run 12 |frozen 2026-02-30}}", Quote("run", "12", is_frozen=True, is_dated_badly=True)),
        ("{{run 12 | frozen yesterday}}", Quote("run", "12", is_frozen=True, is_dated_badly=True)),
        ("{{run 12 | thawed}}", Quote("run", "12 | thawed")),
    ],
)
def test_a_line_is_read(line, quote):
    assert read(line) == quote


@pytest.mark.parametrize(
    "line",
    ["", "run 12", "{{}}", "{{ }}", "see {{run 12}}", "{{user.name}}", "{{Run 12}}", "{{{run 12}}}", "{{a {b}}}"],
)
def test_other_lines_are_none(line):
    assert read(line) is None


@given(KINDS, ARGUMENTS, st.booleans(), DAYS, st.integers(1, 99_999))
def test_what_is_written_is_read_again(kind, argument, is_frozen, on, nth):
    quote = Quote(kind, argument, is_frozen, on, nth=nth) if is_frozen and on else Quote(kind, argument, is_frozen)
    line = written(quote)
    assert read(line) == (quote if len(quote.asked) <= MOST_LETTERS else None)


def test_what_is_just_short_enough_can_be_frozen():
    quote = Quote("tasks", "x" * (MOST_LETTERS - len("tasks ")))
    frozen = quote.frozen(date(2026, 11, 27), 99_999)
    assert read(written(frozen)) == frozen
    assert read(written(Quote("tasks", f"{quote.argument}x"))) is None


@given(st.text("{}| frozen2026-11()\t\x00é", max_size=60), st.text(max_size=30))
def test_any_line_is_read_or_left_alone(line, rest):
    for text in (line, rest, f"{{{{{rest}}}}}", f"{{{{run {rest}}}}}", f"{{{{run {line}}}}}"):
        found = read(text)
        if found is not None and not found.is_dated_badly:
            assert read(written(found)) == found


@given(KINDS, ARGUMENTS, st.dates())
def test_freezing_and_thawing_leave_what_is_asked(kind, argument, on):
    quote = Quote(kind, argument)
    assert quote.frozen(on).live() == quote
    assert quote.frozen(on).asked == quote.asked
