"""A notebook as a day's work leaves it: plots, tables, formulas, widgets, a traceback, an attached picture."""

import base64
import io
import json
from typing import Any

from assay.kit.tests.books import PIXEL, code, shown, text

WIDGET = "application__vnd.jupyter.widget-view+json"
ERROR = [
    "\x1b[0;31m---------------------------------------------------------------------------\x1b[0m",
    "\x1b[0;31mKeyError\x1b[0m                                  Traceback (most recent call last)",
    "Cell \x1b[0;32mIn[4], line 1\x1b[0m\n\x1b[0;32m----> 1\x1b[0m frame[\x1b[38;5;124m'tenur'\x1b[39m]",
    "\x1b[0;31mKeyError\x1b[0m: 'tenur'",
]


def real() -> bytes:
    """The bytes of the notebook; its plot and its table are made by matplotlib and pandas here and now."""
    result = shown(text__html=_table(), text__plain="       tenure\ncount     2.0")
    cells = [
        text(
            "# Who leaves, and when\n\nWe look at *tenure* first: $P(\\text{leave} \\mid t) = 1 - e^{-\\lambda t}$.\n\n"
            "1. [The data](#The-data)\n2. [The plot](#The-plot)\n\n"
            "| column | meaning |\n|---|---|\n| `tenure` | months |"
        ),
        text("## The data"),
        code("frame.describe()", result | {"output_type": "execute_result", "execution_count": 1}),
        text("## The plot\n\n![sketch](attachment:sketch.png)", attachments={"sketch.png": {"image/png": PIXEL}}),
        code(
            "frame.plot()",
            {"output_type": "stream", "name": "stderr", "text": ["UserWarning: 2 rows dropped\n"]},
            shown(image__png=_plot(), text__plain="<Figure size 640x480 with 1 Axes>"),
        ),
        text("### The estimate\n\n\\begin{align}\nF_1 &= 2\\frac{pr}{p+r} \\\\\n&\\geq 0.81\n\\end{align}"),
        code(
            "slider",
            shown(
                **{"application__vnd.jupyter.widget-view+json": {"model_id": "a"}, "text__plain": "IntSlider(value=5)"}
            ),
        ),
        code("sympy", shown(text__latex="$\\displaystyle \\int_0^1 x^2\\,dx$", text__plain="1/3")),
        code("frame['tenur']", {"output_type": "error", "ename": "KeyError", "evalue": "'tenur'", "traceback": ERROR}),
        code(
            "for i in range(3):\n    print(i)",
            {"output_type": "stream", "name": "stdout", "text": ["0\n", "1\n", "2\n"]},
        ),
    ]
    return json.dumps(_around(cells), indent=1).encode()


def large(size: int) -> bytes:
    """A notebook of about `size` bytes, of plots."""
    plot = base64.b64encode(bytes(range(256)) * 600).decode()
    count = size // (len(plot) + 300)
    cells = [
        part for number in range(count) for part in (text(f"## Plot {number}"), code("plot()", shown(image__png=plot)))
    ]
    return json.dumps(_around(cells)).encode()


def _around(cells: list[dict[str, Any]]) -> dict[str, Any]:
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}


def _table() -> str:
    import pandas as pd

    found: str = pd.DataFrame({"tenure": [3.0, 41.5], "plan": ["month", "year"]})._repr_html_()
    return found


def _plot() -> str:
    from matplotlib.figure import Figure

    figure, file = Figure(figsize=(5, 3)), io.BytesIO()
    figure.subplots().plot([1, 4, 9, 16])
    figure.savefig(file, format="png")
    return base64.b64encode(file.getvalue()).decode()
