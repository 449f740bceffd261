"""What a document can begin with: texts worth keeping, one Markdown file each.

The first line of a file is its title, the second says what it is for; the rest becomes the document.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FOLDER = Path(__file__).parent
FALLBACK = "en"
# In the order of a project's life.
ORDER = (
    "charter",
    "research-plan",
    "exploration-report",
    "evaluation-report",
    "model-card",
    "deployment-guide",
    "ab-plan",
    "results-analysis",
    "post-mortem",
)


@dataclass(frozen=True)
class Starter:
    """A text to begin with, under the name `slug`."""

    slug: str
    title: str
    purpose: str
    text: str


def starters() -> list[Starter]:
    """Return all of them in the reader's language, in English where nobody translated them."""
    language = (get_language() or FALLBACK).split("-")[0]
    return [_read(slug, language) for slug in ORDER]


def starter_named(slug: str) -> Starter | None:
    return next((one for one in starters() if one.slug == slug), None)


@cache
def _read(slug: str, language: str) -> Starter:
    path = FOLDER / language / f"{slug}.md"
    found = path if path.exists() else FOLDER / FALLBACK / f"{slug}.md"
    title, purpose, text = found.read_text(encoding="utf-8").split("\n", 2)
    return Starter(slug, title.removeprefix("# "), purpose, text.lstrip("\n"))
