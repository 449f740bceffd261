"""The preview of a notebook: the worker draws it, a sandboxed frame shows it."""

import json
import os
import subprocess
import sys

import pytest

from assay.kit.notebooks import draw
from assay.runs.tests.logged import experiment, logged_run, page, with_file

BOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Tenure matters <script>x</script>"}],
}


@pytest.fixture
def book(ada, kite):
    run = logged_run(ada, task=experiment(kite, ada))
    return with_file(run, "notes/book.ipynb", json.dumps(BOOK).encode())


def test_notebook_waits_for_the_worker_and_then_stands_in_a_frame(book, ada_client):
    preview, frame = (f"/runs/{book.run.uid}/{what}/notes/book.ipynb" for what in ("preview", "frame"))
    assert "The notebook is being drawn" in page(ada_client, preview)
    assert ada_client.get(frame).status_code == 404
    draw.work(book.sha256)
    html = page(ada_client, preview)
    assert f'src="{frame}"' in html
    assert "sandbox" in html
    response = ada_client.get(frame)
    text = b"".join(response.streaming_content).decode()
    assert "Tenure matters" in text
    assert "<script" not in text
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Content-Type"] == "text/html; charset=utf-8"


def test_damaged_notebook_says_why(ada, kite, ada_client):
    run = logged_run(ada, task=experiment(kite, ada))
    file = with_file(run, "bad.ipynb", b"no json")
    url = f"/runs/{run.uid}/preview/bad.ipynb"
    page(ada_client, url)
    draw.work(file.sha256)
    assert "The file is not JSON" in page(ada_client, url)


def test_outsider_does_not_see_the_frame(book, ada_client, cy_client):
    draw.work(book.sha256)
    for what in ("preview", "frame"):
        assert cy_client.get(f"/runs/{book.run.uid}/{what}/notes/book.ipynb").status_code == 404


def test_web_process_never_loads_what_draws_notebooks():
    code = "import django; django.setup(); import assay.config.urls, sys; sys.exit('nbconvert' in sys.modules)"
    with_settings = os.environ | {"DJANGO_SETTINGS_MODULE": "assay.config.settings"}
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=with_settings)
    assert done.returncode == 0, done.stderr
