from datetime import UTC, date, datetime, timedelta

import pytest

from assay.web.jinja import initials
from assay.web.when import days, size, when

NOW = datetime(2026, 3, 19, 15, 0, tzinfo=UTC)  # a Thursday


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=28), "14:32"),
        (timedelta(days=1), "Wed 15:00"),
        (timedelta(days=6), "Fri 15:00"),
        (timedelta(days=7), "12 Mar"),
        (timedelta(days=400), "12 Feb 2025"),
        (timedelta(days=-1), "20 Mar"),
    ],
)
def test_a_moment_reads_by_its_age(age: timedelta, words: str) -> None:
    assert f">{words}</time>" in when(NOW - age, now=NOW)


def test_the_exact_time_is_on_hover() -> None:
    assert 'title="Thu 19 Mar 2026 15:00:00 UTC"' in when(NOW, now=NOW)


def test_a_day_has_no_hour_and_nothing_is_nothing() -> None:
    assert ">20 Mar</time>" in when(date(2026, 3, 20), now=NOW)
    assert when(None) == ""


def test_spans_and_sizes_have_units() -> None:
    assert (days(2.0), days(0.5), days(None)) == ("2 d", "0.5 d", "")
    assert (size(12), size(2_800_000), size(0)) == ("12 B", "2.8 MB", "0 B")


@pytest.mark.parametrize(("name", "two"), [("Ana Ferreira", "AF"), ("Mei", "ME"), ("", "?"), ("José-Luis Ruiz", "JR")])
def test_initials_are_two_letters(name: str, two: str) -> None:
    assert initials(name) == two
