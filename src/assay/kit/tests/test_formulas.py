import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.kit.formulas import MOST_LETTERS, NoFormula, mathml
from assay.web.markdown import markdown

MARKS = ("$", "$$", "\\frac", "{", "}", "_", "^", "&", "\\\\", "\\left(", "\\begin{matrix}", "\\end{matrix}", "\\text{")
HARM = ("<script>", "</math>", "&lt;script&gt;", '"', "javascript:", "\\href{javascript:x}{y}", "`", "\n", "|", "- ")
HARMFUL = re.compile(r"<(script|iframe|form|svg|style)\b|\son\w+=|javascript:|\sstyle=")
PIECES = st.sampled_from(MARKS + HARM)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("so $x^2$ it is", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("$$\n\\frac{a}{b}\n$$", 'display="block"'),
        ("and $$\\sum_i x_i$$ so", '<p>and <math display="block" tabindex="0">'),
        ("$$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$", "<mtable"),
    ],
)
def test_formulas_are_drawn(text: str, drawn: str) -> None:
    assert drawn in markdown(text)


@pytest.mark.parametrize("text", ["5$ and 6$ a day", "\\$a$", "`$x$`", "from $5 to $6", "```\n$x$\n```"])
def test_prices_and_code_are_no_formulas(text: str) -> None:
    assert "<math" not in markdown(text)


@pytest.mark.parametrize("latex", ["\\frac", "{", "x^1^2", "{" * 1500, "a" * (MOST_LETTERS + 1), "\\left("])
def test_what_cannot_be_drawn_stays_as_it_was_typed(latex: str) -> None:
    assert f"<code>${latex}$</code>" in markdown(f"${latex}$")


def test_an_empty_formula_is_none() -> None:
    with pytest.raises(NoFormula):
        mathml(" ", display=True)


@pytest.mark.parametrize(
    "latex",
    ["\\text{<script>alert(1)</script>}", "\\href{javascript:alert(1)}{x}", "\\style{color:red}{x}", "\\class{btn}{x}"],
)
def test_a_formula_brings_nothing_but_itself(latex: str) -> None:
    html = markdown(f"${latex}$")
    assert not re.search(r"<script|href=|style=|class=", html)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_raises_or_lets_script_through(text: str) -> None:
    tags = re.findall(r"<[^>]*>", markdown(text))
    assert not [
        tag for tag in tags if re.search(r"<(script|iframe|form|svg|style)\b|\son\w+=|javascript:|\sstyle=", tag)
    ]
