"""The user page on criteria says only what is so."""

import re
from pathlib import Path

import pytest

from assay.pure.criteria import atoms, metrics_named, parse_criterion, parse_stop

PAGE = (Path(__file__).parents[4] / "docs" / "criteria.md").read_text(encoding="utf-8")


def examples(kind: str) -> list[str]:
    blocks = re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("text", examples("criterion"))
def test_every_criterion_on_the_page_is_read(text: str) -> None:
    assert metrics_named(parse_criterion(text))


@pytest.mark.parametrize("text", examples("stop"))
def test_every_stop_condition_on_the_page_is_read(text: str) -> None:
    assert list(atoms(parse_stop(text).condition))


HEADINGS = [
    "Comparing a metric with a number",
    "Names of metrics",
    "Percent and units",
    "Comparing with the baseline",
    "On a split or an environment",
    "And, or, parentheses",
    "Stop conditions",
    "After epochs or steps",
    "For several windows",
    "Divergence",
    "Calendar time",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_form_has_a_heading(heading: str) -> None:
    assert f"\n## {heading}\n" in PAGE
