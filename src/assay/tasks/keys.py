"""Task keys: `ML-12`, or with the kind shown `ML-EXP-05`. All spellings name the same task."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy


class TaskKind(models.TextChoices):
    TASK = "task", gettext_lazy("Task")
    EXPERIMENT = "experiment", gettext_lazy("Experiment")
    DATA = "data", gettext_lazy("Data")
    PRODUCTIZATION = "productization", gettext_lazy("Productization")
    PIPELINE = "pipeline", gettext_lazy("Pipeline")
    DEPLOYMENT = "deployment", gettext_lazy("Deployment")
    RETRAINING = "retraining", gettext_lazy("Retraining")
    MONITORING = "monitoring", gettext_lazy("Monitoring")


PREFIXES: dict[str, str] = {
    TaskKind.TASK: "",
    TaskKind.EXPERIMENT: "EXP",
    TaskKind.DATA: "DATA",
    TaskKind.PRODUCTIZATION: "PROD",
    TaskKind.PIPELINE: "CI",
    TaskKind.DEPLOYMENT: "CD",
    TaskKind.RETRAINING: "CT",
    TaskKind.MONITORING: "MON",
}
_kinds = "|".join(prefix for prefix in PREFIXES.values() if prefix)
# As people write a key in a text: in capitals, and no part of a longer word, a path or a branch.
IN_TEXT = rf"(?<![\w/.-])[A-Z][A-Z0-9]{{1,7}}-(?:(?:{_kinds})-)?[0-9]{{1,8}}(?![\w-])"
_KEY = re.compile(rf"([A-Z][A-Z0-9]{{1,7}})-(?:(?:{_kinds})-)?0*([0-9]{{1,8}})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class TaskKey:
    """The two parts that count: the project's key and the number; the kind in the middle is for reading."""

    project: str
    number: int


def parse_key(text: str) -> TaskKey | None:
    """Return the key that `text` is, or None: `ml-exp-5`, `ML-EXP-05` and `ML-5` are one."""
    found = _KEY.fullmatch(text.strip())
    return _key(found) if found else None


def leading_key(text: str) -> TaskKey | None:
    """Return the key that `text` begins with, as in `ML-EXP-05 lr sweep` or the branch `ml-exp-05-tenure`."""
    found = _KEY.match(text.strip())
    if not found or ((rest := text.strip()[found.end() :]) and (rest[0].isalnum() or rest[0] == "_")):
        return None
    return _key(found)


def written(project_key: str, kind: str, number: int) -> str:
    """Return the key as people read it."""
    prefix = PREFIXES[kind]
    return f"{project_key}-{prefix}-{number:02d}" if prefix else f"{project_key}-{number}"


def _key(found: re.Match[str]) -> TaskKey:
    return TaskKey(project=found[1].upper(), number=int(found[2]))
