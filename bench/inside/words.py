"""Fill an empty data folder with what a team wrote in years: `python -m bench.inside.words TASKS EXPERIMENTS`.

The words are those of our own documentation, drawn as people use words: few of them often, most of them rarely.
"""

import json
import random
import re
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

from assay.cli.prepare import prepare

ROOT = Path(__file__).parents[2]

_WORD = re.compile(r"[A-Za-z][\w-]{2,}")


class Writer:
    """Writes sentences, the same ones each time."""

    def __init__(self) -> None:
        text = " ".join(page.read_text() for page in sorted((ROOT / "docs").glob("*.md")))
        found: dict[str, int] = {}
        for word in _WORD.findall(text):
            found[word] = found.get(word, 0) + 1
        self._words = sorted(found)
        self._sums = list(accumulate(found[word] for word in self._words))
        self._dice = random.Random(17)  # noqa: S311  nothing secret

    def words(self, count: int) -> str:
        return " ".join(self._dice.choices(self._words, cum_weights=self._sums, k=count))


def fill(tasks: int, experiments: int) -> dict[str, Any]:
    """Write tasks with a comment each, the last ones experiments, index them, and return what is to be asked."""
    from assay.experiments.models import Experiment
    from assay.kit.clock import now
    from assay.search import stale
    from assay.tasks.models import Comment, Task
    from bench.inside import planting

    writer = Writer()
    world = planting.plant(tasks)
    made = list(Task.objects.filter(title__startswith="Task ").order_by("pk"))
    person = made[0].created_by
    for number, task in enumerate(made):
        task.title, task.description = writer.words(7).capitalize()[:200], writer.words(40)
        if number >= tasks - experiments:
            task.kind = "experiment"
    Task.objects.bulk_update(made, ["title", "description", "kind"], batch_size=500)
    Comment.objects.bulk_create(
        Comment(task=task, person=person, text=writer.words(25), created_at=now()) for task in made
    )
    tried = made[-experiments:] if experiments else []
    outcomes = ("success", "partial", "failure", "stopped")
    Experiment.objects.bulk_create(
        Experiment(
            task=task,
            hypothesis=writer.words(30),
            learnings=writer.words(30),
            observations=writer.words(20),
            outcome=outcomes[number % 4],
            kept="keep",
            concluded_at=now(),
            concluded_by=person,
        )
        for number, task in enumerate(tried)
    )
    indexed = stale.reindex()
    return {**world, "indexed": indexed, **_sizes()}


def _sizes() -> dict[str, int]:
    """How much the index takes, its rows and the words of FTS5, and how much text it holds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%'")
        (index,) = cursor.fetchone()
        cursor.execute("SELECT sum(length(title) + length(parts)) FROM search_document")
        (text,) = cursor.fetchone()
    return {"index_bytes": index, "text_bytes": text}


if __name__ == "__main__":
    prepare()
    print(json.dumps(fill(int(sys.argv[1]), int(sys.argv[2]))))
