"""A task as its row says it, and as its history alone tells it."""

from typing import Any

from assay.activity.models import Event
from assay.tasks.models import Task
from assay.tasks.models.task.creating import plain_days

_HANDED = {
    "handoff.offered": "offered",
    "handoff.asked": "asked-back",
    "handoff.answered": "offered",
    "handoff.accepted": "accepted",
    "handoff.withdrawn": "withdrawn",
}


def state_of(task: Task) -> dict[str, Any]:
    return {
        "title": task.title,
        "phase": task.phase.name,
        "estimate_days": plain_days(task.estimate_days),
        "kind": task.kind,
        "column": task.column.name,
        "blocked": task.blocked_reason,
        "handoff": task.handoff.state if hasattr(task, "handoff") else "",
        "assignee": task.assignee_id,
        "archived": task.archived_at is not None,
        "trashed": task.trashed_at is not None,
        "checks": {item.pk: (item.text, item.is_done) for item in task.checks.all()},
        "links": {(link.kind, "out", link.other_id) for link in task.links.all()}
        | {(link.kind, "in", link.task_id) for link in task.links_here.all()},
    }


def replayed(task: Task) -> dict[str, Any]:
    """Return the state that the events alone tell."""
    events = list(Event.objects.about(task.subject).order_by("pk"))
    first = events[0].data
    state: dict[str, Any] = {
        "title": first["title"],
        "phase": first["phase"],
        "estimate_days": first["estimate_days"],
        "kind": first["task_kind"],
        "column": task.project.columns.filter(state="queue").order_by("position")[0].name,
        "blocked": "",
        "handoff": "",
        "assignee": first["assignee_id"],
        "archived": False,
        "trashed": False,
        "checks": {},
        "links": set(),
    }
    for event in events[1:]:
        _apply(state, event.kind, event.data)
    return state


def _apply(state: dict[str, Any], kind: str, data: dict[str, Any]) -> None:
    flags = {"task.archived": ("archived", True), "task.unarchived": ("archived", False)}
    flags |= {"task.trashed": ("trashed", True), "task.restored": ("trashed", False)}
    if kind in flags:
        name, value = flags[kind]
        assert state[name] is not value
        state[name] = value
    elif kind == "task.moved":
        assert state["column"] == data["before"]
        state["column"] = data["column"]
    elif kind in {"task.blocked", "task.unblocked"}:
        assert state["blocked"] == data["reason" if kind == "task.unblocked" else "before"]
        state["blocked"] = data["reason"] if kind == "task.blocked" else ""
    elif kind == "task.assigned":
        state["assignee"] = data["person_id"]
    elif kind == "task.turned":
        state["kind"] = data["task_kind"]
    elif kind in {"task.edited", "task.split", "task.rejoined"}:
        for name in ("title", "phase", "estimate_days"):
            state[name] = data["changes"].get(name, [0, state[name]])[1]
    else:
        _apply_part(state, kind, data)


def _apply_part(state: dict[str, Any], kind: str, data: dict[str, Any]) -> None:
    checks, number = state["checks"], data.get("check")
    if kind == "task.check-added":
        checks[number] = (data["text"], data.get("is_done", False))
    elif kind == "task.check-removed":
        del checks[number]
    elif kind == "task.check-edited":
        checks[number] = (data["text"], checks[number][1])
    elif kind in {"task.check-ticked", "task.check-unticked"}:
        checks[number] = (checks[number][0], kind == "task.check-ticked")
    elif kind in {"task.linked", "task.unlinked"}:
        link = (data["link"], data["way"], data["other"])
        assert (link in state["links"]) is (kind == "task.unlinked")
        state["links"] ^= {link}
    elif kind in _HANDED:
        state["handoff"] = _HANDED[kind]
