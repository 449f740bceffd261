"""What can be asked of a task. The grammar is closed: these keys, and for some of them these values."""

from collections.abc import Mapping
from enum import StrEnum


class Key(StrEnum):
    """In the order in which they are offered."""

    ASSIGNEE = "assignee"
    PHASE = "phase"
    LABEL = "label"
    KIND = "kind"
    STATE = "state"
    COLUMN = "column"
    IS = "is"
    HAS = "has"
    AGE = "age"
    DUE = "due"
    ESTIMATE = "estimate"
    DISCIPLINE = "discipline"
    NATURE = "nature"
    PROJECT = "project"
    AUTHOR = "author"
    CREATED = "created"
    UPDATED = "updated"
    STARTED = "started"
    FINISHED = "finished"


class Form(StrEnum):
    """How the values of a key are written."""

    NAME = "name"
    CHOICE = "choice"
    NUMBER = "number"
    WORKING_DAYS = "working days"
    DAY = "day"


# Words that stand for people whatever they are called.
ME, NOBODY = "me", "none"
# `tasks.keys.TaskKind`, `projects.models.ColumnState`, `accounts.models.Discipline` and
# `projects.phase_kinds.Nature` say the same; a test compares.
CHOICES: Mapping[Key, tuple[str, ...]] = {
    Key.KIND: ("task", "experiment", "data", "productization", "pipeline", "deployment", "retraining", "monitoring"),
    Key.STATE: ("queue", "active", "waiting", "done"),
    Key.IS: ("open", "blocked", "overrun", "unassigned", "archived"),
    Key.HAS: ("comments", "estimate", "files", "labels", "links", "result", "steps"),
    Key.DISCIPLINE: ("data-science", "ml-engineering", "data-engineering", "devops"),
    Key.NATURE: ("exploration", "delivery"),
}
NAMES = frozenset({Key.ASSIGNEE, Key.AUTHOR, Key.PHASE, Key.LABEL, Key.COLUMN, Key.PROJECT})
_FORMS = {
    **dict.fromkeys(CHOICES, Form.CHOICE),
    **dict.fromkeys(NAMES, Form.NAME),
    Key.ESTIMATE: Form.NUMBER,
    Key.AGE: Form.WORKING_DAYS,
}


def form_of(key: Key) -> Form:
    return _FORMS.get(key, Form.DAY)
