"""`assay signal …`: list, rules, snooze, recall."""

import argparse

from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group
from assay.cli.remote.server import server

SIGNALS = {
    "signal": lambda one: one["name"],
    "says": lambda one: one["says"],
    "since": lambda one: day(one["since"]),
    "who": lambda one: ", ".join(person["name"] for person in one["who"]),
    "key": lambda one: one["key"],
}
RULES = {
    "rule": lambda one: one["name"],
    "fires when": lambda one: one["sentence"],
    "on": lambda one: "" if one["is_on"] else "off",
}


def add_signals(commands: Commands) -> None:
    group = add_group(commands, "signal", "Signals: list, rules, snooze, recall.")
    listed = add_command(group, "list", "List what deserves attention, the most urgent first.", _list)
    listed.add_argument("--project", default="", metavar="KEY", help="only this project")
    listed.add_argument("--rule", default="", metavar="RULE", help="only this rule, as stalled")
    listed.add_argument("--mine", action="store_true", help="only what you should act on")
    add_command(group, "rules", "List the rules by which signals fire.", _rules)
    snooze = add_command(group, "snooze", "Put a signal off for everybody.", _snooze)
    snooze.add_argument(
        "key", metavar="SIGNAL", help="its key, as listed; stalled:all:3 for all of a rule in project 3"
    )
    snooze.add_argument("--until", required=True, metavar="DATE", help="the day on which it is shown again")
    snooze.add_argument("--reason", required=True, metavar="TEXT")
    recall = add_command(group, "recall", "Show a signal again before its day.", _recall)
    recall.add_argument("key", metavar="SIGNAL", help="its key")


def _list(args: argparse.Namespace) -> int:
    found = server().get("/signals", project=args.project, rule=args.rule, mine=str(args.mine).lower())
    if args.json:
        return show_json(found)
    return show_list(args, found["signals"], SIGNALS, empty="Nothing needs attention.")


def _rules(args: argparse.Namespace) -> int:
    return show_list(args, server().get("/signals/rules"), RULES, empty="No rules.")


def _snooze(args: argparse.Namespace) -> int:
    made = server().post("/signals/snoozes", {"key": args.key, "until": args.until, "reason": args.reason})
    return show_json(made) if args.json else say(f"{args.key} rests until {made['until']}")


def _recall(args: argparse.Namespace) -> int:
    api = server()
    resting = [one["id"] for one in api.get("/signals")["resting"] if one["signal"]["key"] == args.key]
    for number in resting:
        api.delete(f"/signals/snoozes/{number}")
    return say(f"{args.key} is shown again" if resting else f"{args.key} does not rest")
