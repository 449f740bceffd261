"""Notebooks of the vault: drawn, waiting for the worker, refused, in versions."""

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.documents.models import Document
from assay.documents.uploads import read
from assay.kit.notebooks import draw
from assay.kit.tests.books import PIXEL, book, code, shown, text
from assay.projects.models import Project


def add_notebooks(world: World, kite: Project, ada: Person) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": [f"{LONG_WORD}\n"]}
    cells = [
        text(f"# {LONG_TITLE}\n\n$\\int_0^1 x^2$ and {LONG_WORD}"),
        code("plot()", shown(image__png=PIXEL), printed),
        text(f"## {LONG_WORD}\n\n### Deeper"),
    ]
    report = _taken(kite, f"{LONG_WORD}.ipynb", book(*cells), by=ada)
    report.take(read("again.ipynb", [book(*cells, text("## After"))]).stored(), note=LONG_TITLE[:150], by=ada)
    draw.work(report.latest.sha256)
    waiting = _taken(kite, "waiting.ipynb", book(text("# Not drawn yet")), by=ada)
    damaged = _taken(kite, "damaged.ipynb", book(text("# Damaged"), {"cell_type": "code", "outputs": [{}]}), by=ada)
    draw.work(damaged.latest.sha256)
    world.places |= {
        "notebook": f"/documents/{report.pk}",
        "notebook that waits": f"/documents/{waiting.pk}",
        "notebook that is damaged": f"/documents/{damaged.pk}",
        "version of a notebook": f"/documents/{report.pk}/versions/2",
        "earlier notebook": f"/documents/{report.pk}/versions/2?text",
    }


def _taken(kite: Project, name: str, raw: bytes, *, by: Person) -> Document:
    return Document.take_in(kite, read(name, [raw]).stored(), folder="notebooks", by=by)
