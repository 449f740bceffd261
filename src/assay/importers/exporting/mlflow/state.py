"""An export under way: what the server has already, and what was counted and left out so far."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assay.accounts.models import Person
from assay.importers.remote import shapes
from assay.importers.remote.faults import Refused, Unwelcome
from assay.importers.remote.writer import Writer
from assay.projects.models import Project

Json = dict[str, Any]
# What we write at things there, to find them again; `EXPORTED` and `FILES` say what was whole when.
RUN, MODEL, REGISTERED, VERSION = "assay.run_id", "assay.model_id", "assay.registered_model", "assay.version"
EXPERIMENT, EXPORTED, FILES = "assay.experiment_id", "assay.exported", "assay.exported_files"
OURS = frozenset({RUN, MODEL, REGISTERED, VERSION, EXPERIMENT, EXPORTED, FILES})


class LeftOut(NamedTuple):
    what: str
    name: str
    why: str


@dataclass
class There:
    """A run or logged model there."""

    id: str
    artifact_uri: str = ""
    exported: str = ""
    files: str = ""
    is_deleted: bool = False


@dataclass
class Export:
    """What the steps share. `runs` and `models` are what is there, by our ids, `experiments` by name."""

    project: Project
    reader: Person
    remote: Writer
    with_files: bool = False
    told: Callable[["Export"], None] = lambda _export: None
    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    experiments: dict[str, shapes.Experiment] = field(default_factory=dict)
    runs: dict[str, There] = field(default_factory=dict)
    models: dict[str, There] = field(default_factory=dict)

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number
        self.told(self)

    def leave_out(self, what: str, name: str, why: object) -> None:
        self.left_out.append(LeftOut(what, name, str(why)))

    @contextmanager
    def item(self, what: str, name: str) -> Iterator[None]:
        """Leave the thing out if the server refuses it. Whoever is not let in at all hears so."""
        try:
            yield
        except Unwelcome:
            raise
        except Refused as refusal:
            self.leave_out(what, name, refusal)


def pair(key: str, value: str) -> Json:
    return {"key": key, "value": value}


def pairs(tags: Mapping[str, str]) -> list[Json]:
    """Return tags as MLflow says them, without those that an export wrote."""
    return [pair(key, value) for key, value in tags.items() if key not in OURS]


def digest(*facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:32]


def batches(items: Iterable[Json], *, most: int, most_bytes: int = 900_000) -> Iterator[list[Json]]:
    """Yield the items in lists that fit into one request each."""
    some: list[Json] = []
    size = 0
    for item in items:
        more = len(json.dumps(item)) + 2
        if some and (len(some) == most or size + more > most_bytes):
            yield some
            some, size = [], 0
        some.append(item)
        size += more
    if some:
        yield some
