"""Texts of lines point at what is wrong."""

import pytest

from assay.experiments.lines import BadLines, read_criteria, read_numbers, written_numbers


def mistakes(read, text):
    with pytest.raises(BadLines) as bad:
        read(text)
    return bad.value.mistakes


def test_each_bad_line_is_named_with_its_column():
    first, second = mistakes(read_criteria, "f1 >= 0,85\n\nrecall >= 0.6\nauc = 3")
    assert (first.line, first.column, first.before) == (1, 8, "f1 >= 0")
    assert "0.85" in first.hint
    assert (second.line, second.column) == (4, 5)
    assert str(second) == "Line 4, column 5: A single = does not say how to compare. Write == or >=."


def test_stop_words_do_not_belong_into_criteria():
    (wrong,) = mistakes(read_criteria, "loss diverges")
    assert wrong.column == 6


@pytest.mark.parametrize("line", ["f1 = 0.81", "f1: 0.81", "f1 0.81", "f1 == .81"])
def test_baseline_numbers_may_be_written_in_several_ways(line):
    assert read_numbers(line) == {"f1": 0.81}


def test_a_metric_of_several_words_keeps_its_name():
    assert read_numbers("f1 on test = 0.81") == {"f1 on test": 0.81}


@pytest.mark.parametrize("line", ["f1", "f1 = x", "f1 = 0,81", "f1 = nan", "f1 = inf", "= 3"])
def test_what_is_no_number_is_refused(line):
    assert mistakes(read_numbers, line)


def test_numbers_are_written_as_they_are_read():
    values = {"f1": 0.81, "loss on test": 1e-07}
    assert read_numbers(written_numbers(values)) == values


def test_too_many_lines_are_refused():
    assert mistakes(read_criteria, "f1 > 0\n" * 21)
