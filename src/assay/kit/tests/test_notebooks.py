"""Notebooks as pages: everything that people read is there, nothing that runs is."""

import json
import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assay.kit import blobs
from assay.kit.models import NotebookPage
from assay.kit.notebooks import NoNotebook, draw, page_of
from assay.kit.notebooks.drawing import MOST_CELLS, drawn
from assay.kit.notebooks.markup import cleaned

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SCRIPT = "<script>document.documentElement.dataset.pwned=1</script>"
HANDLER = '<img src=x onerror="document.documentElement.dataset.pwned=1">'
BAD = (
    "<script",
    "onerror",
    "onload",
    "javascript:",
    "canary.invalid",
    "<svg",
    "<iframe",
    "<style>*",
    "<form",
    "<meta http",
)


def notebook(*cells, **metadata):
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": list(cells)}
    return json.dumps(made).encode()


def code(source="1 + 1", *outputs):
    return {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": source, "outputs": outputs}


def text(source):
    return {"cell_type": "markdown", "id": "b", "metadata": {}, "source": source}


def output(**data):
    return {"output_type": "display_data", "metadata": {}, "data": {k.replace("__", "/"): v for k, v in data.items()}}


HOSTILE = [
    code(SCRIPT),
    code("x", output(text__html=SCRIPT + HANDLER)),
    code("x", output(**{"image__svg+xml": f"<svg onload=alert(1)>{SCRIPT}</svg>"})),
    code("x", output(application__javascript="document.documentElement.dataset.pwned=1")),
    code("x", output(text__markdown=f"{SCRIPT} [a](javascript:alert(1)) {HANDLER}")),
    code("x", output(text__latex=f"$$ {SCRIPT} $$")),
    code("x", output(**{"application__vnd.jupyter.widget-view+json": {"model_id": SCRIPT}})),
    code("x", {"output_type": "stream", "name": "stdout", "text": SCRIPT}),
    code("x", {"output_type": "error", "ename": SCRIPT, "evalue": HANDLER, "traceback": [SCRIPT]}),
    text(f"{SCRIPT} {HANDLER} [a](javascript:alert(1)) ![b](http://canary.invalid/x.png)"),
    text('<iframe src="http://canary.invalid"></iframe><style>*{display:none}</style><form action="/"></form>'),
    text('<a href="data:text/html,x">x</a> <meta http-equiv="refresh" content="0"> <base href="//canary.invalid">'),
    {"cell_type": "raw", "id": "c", "metadata": {"format": "text/html"}, "source": SCRIPT},
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_nothing_of_a_hostile_cell_runs_or_loads(cell):
    html = drawn(notebook(cell), title=f"</title>{SCRIPT}").html
    tags = " ".join(re.findall(r"<[^>]*>", html.partition("<body>")[2]))
    assert not [bad for bad in BAD if bad in tags], tags
    assert "<script" not in html


def test_metadata_cannot_choose_what_is_loaded():
    html = drawn(notebook(text("hello"), title=SCRIPT, widgets={"x": SCRIPT}, kernelspec={"language": SCRIPT})).html
    assert "<script" not in html
    assert "hello" in html


def test_what_people_read_is_there():
    cells = [
        text("# A heading\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        code("total = 6 * 7", output(text__html="<table><tr><td>cell</td></tr></table>", text__plain="cell")),
        code("plot()", output(image__png=PIXEL)),
        code("print()", {"output_type": "stream", "name": "stdout", "text": "printed"}),
    ]
    html = drawn(notebook(*cells)).html
    for found in ("A heading", "<td>cell</td>", "total", "printed", f'src="data:image/png;base64,{PIXEL[:20]}'):
        assert found in html, found


def test_a_long_notebook_is_cut_and_says_so():
    html = drawn(notebook(*[text(f"cell {number} end") for number in range(50_000)])).html
    assert "cell 0 end" in html
    assert f"cell {MOST_CELLS} end" not in html
    assert f"The first {MOST_CELLS} cells" in html


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"not json",
        b"[]",
        b'{"cells": 3, "nbformat": 4}',
        b'{"cells": []}',
        b"[" * 100_000,
        b'"' + b'\\"' * 100_000,
    ],
)
def test_what_is_no_notebook_says_so(raw):
    with pytest.raises(NoNotebook):
        drawn(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


CELLS = st.fixed_dictionaries({"cell_type": st.sampled_from(["code", "markdown", "?"]), "source": JSON})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.fixed_dictionaries({"cell_type": st.sampled_from(["code", "markdown", "?"]), "source": JSON}), max_size=3
    )
)
def test_a_damaged_notebook_is_drawn_or_refused_and_never_breaks(cells):
    with suppress(NoNotebook):
        assert "<script" not in drawn(notebook(*cells)).html


@given(st.text())
def test_cleaned_markup_holds_no_element_that_acts(markup):
    assert not [bad for bad in ("<script", "<iframe", "<svg", "<form", "<style") if bad in cleaned(markup).lower()]


@pytest.mark.django_db
def test_page_is_drawn_once_by_the_worker_and_kept():
    digest = blobs.keep([notebook(text("hello"))]).sha256
    assert not page_of(digest).is_ready
    draw.work(digest)
    page = page_of(digest)
    assert b"hello" in b"".join(blobs.chunks(str(page.html_sha256)))


@pytest.mark.django_db
def test_fault_is_kept_and_not_tried_again():
    digest = blobs.keep([b"no notebook"]).sha256
    page_of(digest)
    draw.work(digest)
    assert page_of(digest).fault == "The file is not JSON, as notebooks are."
    assert NotebookPage.objects.count() == 1
