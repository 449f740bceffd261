"""`assay phase …`: times, done, reopen."""

import argparse
from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group
from assay.cli.remote.server import Server, server

COLUMNS = {
    "phase": lambda one: one["name"],
    "state": lambda one: one["state"],
    "took": lambda one: one["said"],
    "days": lambda one: one["days"] or "",
    "working days": lambda one: one["working_days"] or "",
    "visits": lambda one: len(one["visits"]) or "",
    "since": lambda one: day(one["visits"][0]["start"]) if one["visits"] else "",
    "until": lambda one: (day(one["visits"][-1]["end"]) or "now") if one["visits"] else "",
    "done": lambda one: "worked on again" if one["is_worked_on_again"] else day(one["done_at"]),
}


def add_phases(commands: Commands) -> None:
    group = add_group(commands, "phase", "Phases: times, done, reopen.")
    times = add_command(group, "times", "List when the phases of a project were worked on.", _times)
    times.add_argument("key", metavar="KEY")
    done = add_command(group, "done", "Declare a phase done; without answers its exit questions are printed.", _done)
    _name_phase(done)
    done.add_argument("answers", metavar="ANSWER", nargs="*", help="yes, no or 'no: a note', one for each question")
    done.add_argument("--reason", default="", metavar="TEXT", help="why it is done all the same")
    opened = add_command(group, "reopen", "Say that a phase is not done after all.", _reopen)
    _name_phase(opened)
    opened.add_argument("--reason", required=True, metavar="TEXT")


def _name_phase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the project")
    parser.add_argument("phase", metavar="PHASE", help="its name")


def _times(args: argparse.Namespace) -> int:
    return show_list(args, server().get(f"/projects/{args.key}/phase-times"), COLUMNS, empty="No phases.")


def _done(args: argparse.Namespace) -> int:
    api = server()
    phase = _phase(api, args)
    questions = phase["exit_questions"]
    if len(args.answers) != len(questions):
        asked = "\n".join(f"{number}. {question}" for number, question in enumerate(questions, start=1))
        raise CannotDo(f"Answer each of its {len(questions)} exit questions, in this order:\n{asked}")
    answers = [_answer(question, said) for question, said in zip(questions, args.answers, strict=True)]
    body = {"answers": answers, "reason": args.reason}
    made = api.post(f"/projects/{args.key}/phases/{phase['id']}/closure", body)
    return show_json(made) if args.json else say(f"{phase['name']} is declared done")


def _reopen(args: argparse.Namespace) -> int:
    api = server()
    phase = _phase(api, args)
    api.post(f"/projects/{args.key}/phases/{phase['id']}/reopening", {"reason": args.reason})
    return say(f"{phase['name']} is open again")


def _phase(api: Server, args: argparse.Namespace) -> dict[str, Any]:
    found: list[dict[str, Any]] = api.get(f"/projects/{args.key}/phases")
    for one in found:
        if one["name"].casefold() == args.phase.casefold():
            return one
    raise CannotDo(f"{args.key} has no phase of this name: {', '.join(one['name'] for one in found)}")


def _answer(question: str, said: str) -> dict[str, object]:
    answer, _colon, note = said.partition(":")
    if answer.strip().casefold() not in ("yes", "no"):
        raise CannotDo(f"Answer yes or no, if you like with a note after a colon, not: {said}")
    return {"question": question, "yes": answer.strip().casefold() == "yes", "note": note.strip()}
