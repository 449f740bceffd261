"""Notebooks as Jupyter writes them, made here."""

import json

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def text(source, **more):
    """A Markdown cell; files keep texts as lists of lines."""
    return {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)} | more


def code(source, *outputs):
    lines = source.splitlines(keepends=True)
    return {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": lines, "outputs": list(outputs)}


def shown(**data):
    kinds = {kind.replace("__", "/"): value for kind, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": kinds}


def book(*cells):
    """The bytes of a notebook."""
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "python3"}}, "cells": list(cells)}
    return json.dumps(made, indent=1).encode()


REPORT = book(
    text("# What leavers have in common\n\nTenure, mostly."),
    code("frame.describe()", shown(text__html="<table><tr><td>0.81</td></tr></table>")),
    text("## Next\n\n$F_1 = 2pr/(p+r)$"),
)
