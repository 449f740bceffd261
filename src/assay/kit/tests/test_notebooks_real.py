"""Notebooks as they come: a day's work is shown whole, a large one is drawn, a hostile one runs nothing."""

import re

import pytest

from assay.kit.notebooks import read, words_of
from assay.kit.notebooks.drawing import drawn
from assay.kit.notebooks.outputs import MOST_LETTERS, MOST_OUTPUTS
from assay.kit.tests.books import book, code, shown, text
from assay.kit.tests.hostile_book import ELSEWHERE, hostile
from assay.kit.tests.real_book import large, real

TAG = re.compile(r"""<[^>"']*(?:"[^"]*"[^>"']*)*>""")


@pytest.fixture(scope="module")
def page():
    return drawn(real())


def test_plots_tables_and_texts_of_a_real_notebook_are_there(page):
    for found in (
        'class="dataframe"',
        "<td>41.5</td>",
        'src="data:image/png;base64,iVBORw0KGgo',
        "UserWarning: 2 rows dropped",
        "<code>tenure</code>",
        '<span class="nb">print</span>',
    ):
        assert found in page.html, found
    assert page.html.count("<img ") == 2


def test_formulas_become_mathml_wherever_they_stand(page):
    assert page.html.count("<math") == 3
    assert "<mfrac>" in page.html
    assert "\\begin{align}" not in page.html
    assert "\\displaystyle" not in page.html


def test_headings_are_anchors_that_links_of_the_notebook_lead_to(page):
    assert page.headings == [
        (1, "Who leaves, and when", "Who-leaves,-and-when"),
        (2, "The data", "The-data"),
        (2, "The plot", "The-plot"),
        (3, "The estimate", "The-estimate"),
    ]
    assert '<h2 id="The-data">The data</h2>' in page.html
    assert '<a href="#The-data"' in page.html


def test_a_widget_leaves_its_words_and_a_sentence(page):
    assert "IntSlider(value=5)" in page.html
    assert "A widget stands here" in page.html


def test_a_traceback_keeps_its_colours(page):
    assert '<span class="ansi-red-fg">KeyError</span>' in page.html
    assert "\x1b" not in page.html
    assert 'style="color:rgb(' in page.html.replace(": ", ":")


def test_a_chart_that_is_only_script_says_so():
    chart = shown(text__html="<div id=a></div><script>Plotly.newPlot()</script>", text__plain="Figure()")
    html = drawn(book(code("figure", chart))).html
    assert "Something that needs scripts stands here" in html
    assert "Figure()" in html


def test_what_is_too_much_is_cut_and_says_so():
    printed = {"output_type": "stream", "name": "stdout", "text": ["x" * (MOST_LETTERS + 7)]}
    many = [{"output_type": "stream", "name": "stdout", "text": ["y"]}] * (MOST_OUTPUTS + 3)
    html = drawn(book(code("a", printed), code("b", *many))).html
    assert "7 more letters" in html
    assert "3 more outputs" in html


def test_the_same_heading_twice_has_two_anchors():
    assert [anchor for _level, _words, anchor in drawn(book(text("# A\n\n# A\n\n# *A* b"))).headings] == [
        "A",
        "A-2",
        "A-b",
    ]


def test_a_notebook_of_twenty_megabytes_is_drawn():
    raw = large(20_000_000)
    assert len(raw) > 19_500_000
    assert drawn(raw).html.count("<img ") == len(read(raw)["cells"]) // 2


def test_words_are_markdown_whose_code_cannot_end_early():
    words = words_of(read(book(text("# A"), code("print('''\n```\n''')"))), most=1_000)
    assert words == "# A\n\n````python\nprint('''\n```\n''')\n````"
    assert len(words_of(read(book(*[text("word " * 50)] * 50)), most=100)) == 100


def test_nothing_of_the_hostile_notebook_stays_but_its_words():
    page = drawn(hostile(), title="</title><script>")
    tags = " ".join(TAG.findall(page.html.partition("<body>")[2]))
    acting = ("script", "svg", "iframe", "style", "object", "embed", "link", "meta", "base", "form", "input", "video")
    assert not [one for one in acting if f"<{one}" in tags]
    tags = re.sub(r'\stitle="[^"]*"', "", tags)
    assert not re.search(r"""\son\w+=|javascript:|hx-|data:text|url\(|srcset|ping=""", tags), tags
    # Links that somebody may follow stay; nothing else names another place.
    assert not re.search(rf"""(?<!href)="[^"]*{ELSEWHERE}""", tags)
    assert "The end of it." in page.html
    assert re.search(r"mark[0-9a-f]{32}", page.html) is None
