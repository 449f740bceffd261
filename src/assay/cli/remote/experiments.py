"""`assay experiment …` and `assay verdict`: what was promised, what the runs say, and closing."""

import argparse
import time
from typing import Any

from assay.cli.remote.output import coloured, day, say, show_facts, show_json, show_list
from assay.cli.remote.parser import KINDS, Commands, add_command, add_group, add_limit
from assay.cli.remote.server import server

OUTCOMES = ("success", "partial", "failure", "stopped")
# What CI reads: met, not met, and everything that is no answer yet.
MET, NO_ANSWER, NOT_MET = 0, 3, 4
LOOK_AGAIN_SECONDS = 2
COLUMNS = {
    "key": lambda one: one["key"],
    "title": lambda one: one["title"],
    "state": lambda one: one["state"],
    "verdict": lambda one: one["verdict"].replace("_", " "),
    "outcome": lambda one: one["outcome"],
    "decide on": lambda one: one["decide_on"] or "",
}


def add_experiments(commands: Commands) -> None:
    group = add_group(commands, "experiment", "Experiments: list, show, verdict, close.")
    found = add_command(group, "list", "List experiments, newest first.", _list)
    found.add_argument("--project", metavar="KEY", default="")
    found.add_argument("--state", choices=("draft", "started", "concluded"))
    add_limit(found)
    shown = add_command(group, "show", "Show plan, verdict and conclusion.", _show)
    shown.add_argument("key", metavar="KEY")
    _add_verdict(group)
    _add_close(group)


def add_verdict(commands: Commands) -> None:
    """`assay verdict`, the short form for CI."""
    _add_verdict(commands)


def _add_verdict(commands: Commands) -> None:
    text = "Print the verdict; exit status 0 only if it is met, 4 if not met, 3 if there is no answer yet."
    parser = add_command(commands, "verdict", text, _verdict)
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("--wait", type=float, default=0, metavar="SECONDS", help="look again until there is an answer")


def _add_close(group: Commands) -> None:
    parser = add_command(group, "close", "Close an experiment: outcome, what was learned, keep or discard.", _close)
    parser.add_argument("key", metavar="KEY")
    parser.add_argument("--outcome", choices=OUTCOMES, required=True)
    parser.add_argument("--because", default="", metavar="WHY", help="why, if the runs propose another outcome")
    parser.add_argument("--learnings", required=True, metavar="TEXT")
    parser.add_argument("--observations", default="", metavar="TEXT")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--keep", metavar="WHY", help="what was built stays, and why")
    kept.add_argument("--discard", metavar="WHY", help="what was built goes, and why")
    parser.add_argument(
        "--next",
        action="append",
        default=[],
        metavar="STEP",
        type=_step,
        help="a next step; `productization: Wrap it` makes a task of that kind. May be said several times",
    )


def _list(args: argparse.Namespace) -> int:
    asked = {"project": args.project, "state": args.state}
    items = server().items("/experiments", most=args.limit, **asked)
    return show_list(args, items, COLUMNS, empty="No such experiments.")


def _show(args: argparse.Namespace) -> int:
    whole = server().get(f"/experiments/{args.key}")
    return show_facts(args, whole, _facts(whole))


def _verdict(args: argparse.Namespace) -> int:
    api, end = server(), time.monotonic() + args.wait
    while True:
        found = api.get(f"/experiments/{args.key}/verdict")
        status = {"met": MET, "not_met": NOT_MET}.get(found["state"], NO_ANSWER)
        if status != NO_ANSWER or time.monotonic() >= end:
            break
        time.sleep(LOOK_AGAIN_SECONDS)
    show_facts(args, found, _verdict_facts(args.key, found))
    return status


def _close(args: argparse.Namespace) -> int:
    body = {
        "outcome": args.outcome,
        "outcome_because": args.because,
        "learnings": args.learnings,
        "observations": args.observations,
        "kept": "keep" if args.keep is not None else "discard" if args.discard is not None else "",
        "kept_because": args.keep or args.discard or "",
        "next_steps": args.next,
    }
    closed = server().post(f"/experiments/{args.key}/conclusion", body)
    if args.json:
        return show_json(closed)
    made = [f"{step['task']} {step['text']}" for step in closed["next_steps"] if step["task"]]
    return say("\n".join([f"{closed['key']} is closed: {closed['outcome']}.", *made]))


def _step(said: str) -> dict[str, str]:
    """A step as `kind: text`; a text without a known kind in front stays a note."""
    kind, colon, text = said.partition(":")
    if colon and kind.strip().lower() in KINDS:
        return {"text": text.strip(), "kind": kind.strip().lower()}
    return {"text": said.strip(), "kind": ""}


def _facts(whole: dict[str, Any]) -> dict[str, object]:
    result = whole["result"]
    lines = [f"{line['state'].replace('_', ' ') or 'open'}: {line['text']}" for line in whole["criteria"]]
    stops = [
        line["text"] + (f"  (fired {day(line['fired_at'])})" if line["fired_at"] else "")
        for line in whole["stop_conditions"]
    ]
    steps = [f"{step['task'] or '·'} {step['text']}" for step in whole["next_steps"]]
    return {
        "": f"{whole['key']}  {whole['title']}",
        "state": whole["state"],
        "hypothesis": whole["hypothesis"],
        "verdict": coloured(result["title"], result["state"]),
        "criteria": "\n".join(lines),
        "stop conditions": "\n".join(stops),
        "runs": result["runs"],
        "decide on": whole["decide_on"],
        "outcome": whole["outcome"],
        "learned": whole["learnings"],
        "next steps": "\n".join(steps),
    }


def _line_facts(line: dict[str, Any]) -> str:
    state = line["state"].replace("_", " ") or "open"
    return "\n".join(text for text in (f"{state}: {line['text']}", line["because"]) if text)


def _verdict_facts(key: str, found: dict[str, Any]) -> dict[str, object]:
    return {
        key.upper(): coloured(found["title"], found["state"]),
        "criteria": f"{found['met']} of {found['criteria']} met",
        **{f"criterion {n}": _line_facts(line) for n, line in enumerate(found["lines"], 1)},
        "runs": found["runs"],
        "judged": day(found["judged_at"]),
    }
