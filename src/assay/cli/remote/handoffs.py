"""`assay handoff …`: list, offer, accept, ask, answer and withdraw."""

import argparse
import sys
from typing import Any

from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import KINDS, Commands, add_command, add_group, add_limit
from assay.cli.remote.people import person_number
from assay.cli.remote.server import server

DISCIPLINES = ("data-science", "ml-engineering", "data-engineering", "devops")
COLUMNS = {
    "key": lambda one: one["key"],
    "from": lambda one: one["source"],
    "state": lambda one: one["state"],
    "waits for": lambda one: one["waits_for"],
    "since": lambda one: day(one["waits_since"]),
    "overdue": lambda one: "unanswered" if one["is_overdue"] else "",
}


def add_handoffs(commands: Commands) -> None:
    group = add_group(commands, "handoff", "Hand-offs: list, offer, accept, ask, answer, withdraw.")
    found = add_command(group, "list", "List hand-offs that wait for your answer.", _list)
    found.add_argument("--all", action="store_true", help="all open ones that you see")
    add_limit(found)
    _add_offer(group)
    _add_settled(group, "accept", "Accept: the task is yours.", step="acceptance", done="{key} is yours")
    _add_said(group, "ask", "Ask something before you accept.", step="question")
    _add_said(group, "answer", "Answer what was asked.", step="answer")
    _add_settled(group, "withdraw", "Take the offer back.", step="withdrawal", done="{key}: hand-off withdrawn")


def _add_offer(group: Commands) -> None:
    made = add_command(group, "offer", "Hand a task over and print the key of the task that is made.", _offer)
    made.add_argument("key", metavar="KEY", help="the task it comes from")
    made.add_argument("--to", metavar="WHO", required=True, help=f"a name, or one of {', '.join(DISCIPLINES)}")
    made.add_argument("--title", default="")
    made.add_argument("--kind", choices=[kind for kind in KINDS if kind != "experiment"], default="productization")
    made.add_argument("--run", metavar="ID", help="the run to hand over; without it the best one")
    made.add_argument("--memory", default="", metavar="TEXT", help="memory budget")
    made.add_argument("--latency", default="", metavar="TEXT", help="latency budget")
    made.add_argument("--questions", default="", metavar="TEXT", help="open questions, in Markdown")


def _add_settled(group: Commands, name: str, words: str, *, step: str, done: str) -> None:
    settled = add_command(group, name, words, _settle)
    settled.add_argument("key", metavar="KEY")
    settled.set_defaults(step=step, done=done)


def _add_said(group: Commands, name: str, words: str, *, step: str) -> None:
    said = add_command(group, name, f"{words} Without a text from standard input.", _say)
    said.add_argument("key", metavar="KEY")
    said.add_argument("text", nargs="?")
    said.set_defaults(step=step)


def _list(args: argparse.Namespace) -> int:
    found = server().items("/handoffs", most=args.limit, waits_for_me="false" if args.all else "true")
    return show_list(args, found, COLUMNS, empty="Nothing waits for you." if not args.all else "No open hand-offs.")


def _offer(args: argparse.Namespace) -> int:
    api = server()
    to = {"discipline": args.to} if args.to in DISCIPLINES else {"person": person_number(api, args.to)}
    body = {
        "title": args.title,
        "kind": args.kind,
        "run": args.run,
        "memory": args.memory,
        "latency": args.latency,
        "open_questions": args.questions,
    }
    return _told(args, api.post(f"/tasks/{args.key}/handoffs", body | to), "{key}")


def _settle(args: argparse.Namespace) -> int:
    return _told(args, server().post(f"/tasks/{args.key}/handoff/{args.step}", {}), args.done)


def _say(args: argparse.Namespace) -> int:
    text = sys.stdin.read() if args.text is None else args.text
    return _told(args, server().post(f"/tasks/{args.key}/handoff/{args.step}", {"text": text}), "{key}: sent")


def _told(args: argparse.Namespace, handoff: dict[str, Any], words: str) -> int:
    return show_json(handoff) if args.json else say(words.format(key=handoff["key"]))
