"""Texts that several people write: nothing anybody wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.pure.texts import Kind, Piece, difference, merged

LINES = st.lists(st.sampled_from(["", "goal", "data", "- rows", "# Head", "a longer line of words"]), max_size=8)
TEXTS = LINES.map("\n".join)


def test_changes_of_two_places_join():
    base = "Goal\n\nWe predict leavers.\n\nData\n\nNot chosen yet."
    mine = base.replace("leavers", "leavers 30 days ahead")
    theirs = base.replace("Not chosen yet.", "Two years of orders.")
    assert merged(base, mine, theirs) == "Goal\n\nWe predict leavers 30 days ahead.\n\nData\n\nTwo years of orders."


def test_two_changes_of_one_line_do_not_join():
    assert merged("Goal: churn", "Goal: churn in 30 days", "Goal: fewer leavers") is None


def test_touching_lines_do_not_join_as_they_may_be_one_thought():
    assert merged("a\nb", "A\nb", "a\nB") is None


def test_what_both_wrote_stands_once():
    assert merged("a\n\nb", "a\n\nc\n\nb", "a\n\nc\n\nb") == "a\n\nc\n\nb"


@pytest.mark.parametrize("line", ["", "- row"])
def test_changes_of_a_text_of_very_many_equal_lines_are_joined_without_comparing_each_with_each(line):
    rows = f"{line}\n" * 100_000
    base, mine = f"first\n{rows}last", f"first\n{rows}the last"
    assert merged(base, mine, f"the first\n{rows}last") == f"the first\n{rows}the last"
    assert merged(base, f"the first\n{rows}the last", f"first\n{line}\n{rows}a last one") is None


@given(base=TEXTS, mine=TEXTS)
def test_one_change_alone_is_taken_as_it_is(base, mine):
    assert merged(base, mine, base) == mine
    assert merged(base, base, mine) == mine
    assert merged(base, mine, mine) == mine


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_joining_does_not_depend_on_who_saves_first(base, mine, theirs):
    assert merged(base, mine, theirs) == merged(base, theirs, mine)


@given(base=TEXTS, mine=LINES, theirs=LINES)
def test_every_line_that_somebody_wrote_is_there(base, mine, theirs):
    mine, theirs = [f"mine {line}" for line in mine], [f"theirs {line}" for line in theirs]
    joined = merged(base, "\n".join([*mine, *base.split("\n")]), "\n".join([*base.split("\n"), *theirs]))
    if joined is not None:
        assert {*mine, *theirs, *base.split("\n")} == set(joined.split("\n"))


def test_a_changed_word_is_shown_in_its_line():
    (hunk,) = difference("one\ntwo\nthe f1 is .81\nfour", "one\ntwo\nthe f1 is .85\nfour")
    pieces = [piece for line in hunk.lines for piece in line if piece.kind != Kind.SAME]
    assert [(piece.kind, piece.text) for piece in pieces] == [("removed", "81"), ("added", "85")]
    assert hunk.line == 1


def test_lines_with_nothing_in_common_are_shown_whole():
    (hunk,) = difference("alpha beta gamma", "1 2 3 4 5")
    assert [line[0].kind for line in hunk.lines] == ["removed", "added"]


def test_words_of_a_long_paragraph_are_compared_though_its_blanks_are_many():
    before = " ".join(f"word{number}" for number in range(2_000))
    (hunk,) = difference(f"the old {before} ends", f"the new {before} stops")
    assert [piece.text for piece in hunk.lines[0] if piece.kind == Kind.ADDED] == ["new", "stops"]


def test_lines_far_from_a_change_are_left_out():
    before = [f"line {number}" for number in range(100)]
    after = [*before[:50], "and a new one", *before[50:]]
    (hunk,) = difference("\n".join(before), "\n".join(after))
    assert (hunk.line, len(hunk.lines)) == (49, 5)


@pytest.mark.parametrize("mark", ["a ", "a\n"])
def test_beyond_a_limit_texts_are_compared_by_whole_lines_and_none_is_lost(mark):
    before, after = "c\n" + mark * 1_000 + "end", "b\n" + mark * 400 + "b\n" + mark * 400 + "stop"
    hunks = difference(before, after)
    lines = [line for hunk in hunks for line in hunk.lines]
    for text, other in ((before, Kind.ADDED), (after, Kind.REMOVED)):
        own = [[piece.text for piece in line if piece.kind != other] for line in lines]
        assert sorted("".join(texts) for texts in own if texts) == sorted(text.split("\n"))


@pytest.mark.parametrize(("before", "after", "kind"), [("", "a\nb", "added"), ("a\nb", "", "removed")])
def test_an_empty_text_has_no_line(before, after, kind):
    (hunk,) = difference(before, after)
    assert hunk.lines == ((Piece(Kind(kind), "a"),), (Piece(Kind(kind), "b"),))


def test_line_ends_of_a_browser_are_no_change():
    assert difference("a\nb", "a\r\nb") == []


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_from_their_difference(before, after):
    def text_of(side):
        lines = [
            "".join(piece.text for piece in line if piece.kind in {Kind.SAME, side})
            for hunk in difference(before, after)
            for line in hunk.lines
            if any(piece.kind in {Kind.SAME, side} for piece in line)
        ]
        return [line for line in lines if line]

    assert set(text_of(Kind.REMOVED)) <= set(before.split("\n"))
    assert set(text_of(Kind.ADDED)) <= set(after.split("\n"))
    assert (difference(before, after) == []) == (before == after)
