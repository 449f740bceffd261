"""`assay deliverable …`: list, show, attach, share, sign and comment."""

import argparse
import sys
from typing import Any

from assay.cli.remote.output import day, say, show_facts, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group
from assay.cli.remote.server import server

STATES = ("open", "owed", "drafted", "shared", "feedback", "signed")
COLUMNS = {
    "key": lambda one: one["key"],
    "title": lambda one: one["title"],
    "phase": lambda one: one["phase_name"],
    "state": lambda one: _state(one),  # noqa: PLW0108  defined below
    "due": lambda one: one["due_on"] or "",
}


def add_deliverables(commands: Commands) -> None:
    group = add_group(commands, "deliverable", "Deliverables: list, show, attach, share, sign, comment.")
    found = add_command(group, "list", "List what a project owes, by phase.", _list)
    found.add_argument("project", metavar="KEY")
    found.add_argument("--state", choices=STATES, help="open: neither signed off nor waived")
    _add_key(add_command(group, "show", "Show one: what is attached, who signed, what is missing.", _show))
    _add_attach(group)
    _add_noted(add_command(group, "share", "Ask those who must sign, and all who watch, to read it.", _share))
    _add_noted(add_command(group, "sign", "Sign what is attached now.", _sign))
    said = _add_key(
        add_command(group, "comment", "Comment, in Markdown; without a text from standard input.", _comment)
    )
    said.add_argument("text", nargs="?")
    said.add_argument("--changes", action="store_true", help="ask for changes: it cannot be signed as it is")


def _add_key(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("key", metavar="KEY", help="ML-D2")
    return command


def _add_noted(command: argparse.ArgumentParser) -> None:
    _add_key(command).add_argument("--note", default="", metavar="TEXT")


def _add_attach(group: Commands) -> None:
    words = "Attach a task, a run, a commit or a page, by its key, id or address."
    made = _add_key(add_command(group, "attach", words, _attach))
    made.add_argument("what", nargs="?", default="", metavar="WHAT", help="ML-12, the id of a run, https://…")
    made.add_argument("--document", type=int, metavar="NUMBER", help="a document of the vault")
    made.add_argument("--commit", metavar="SHA", help="a merged commit of --repository")
    made.add_argument("--repository", default="", metavar="URL")
    made.add_argument("--title", default="")


def _list(args: argparse.Namespace) -> int:
    found = server().get(f"/projects/{args.project}/deliverables", state=args.state)
    return show_list(args, found, COLUMNS, empty="Nothing is owed.")


def _show(args: argparse.Namespace) -> int:
    one = server().get(f"/deliverables/{args.key}")
    return show_facts(args, one, _facts(one))


def _facts(one: dict[str, Any]) -> dict[str, object]:
    facts: dict[str, object] = {"": one["title"], "phase": one["phase_name"], "state": _state(one)}
    facts |= {"due": one["due_on"] or "", "for": one["purpose"], "not needed": one["waived_because"]}
    for row in one["attachments"]:
        facts[f"{row['kind']} {row['id']}"] = " ".join(filter(None, [row["title"], row["url"]]))
    for row in one["signatures"]:
        taken_back = f", taken back: {row['revoked_because']}" if row["revoked_at"] else ""
        facts[row["name"]] = f"signed {day(row['signed_at'])} for {row['digest'][:8]}{taken_back}"
    given = [row for row in one["signatures"] if not row["revoked_at"] and row["digest"] == one["digest"]]
    signed = {(row["person"], row["stakeholder"]) for row in given}
    waiting = [row["name"] for row in one["signers"] if (row["person"], row["stakeholder"]) not in signed]
    return facts | {"must sign": ", ".join(waiting), "missing": "; ".join(one["missing"])}


def _state(one: dict[str, Any]) -> str:
    changed = ", changed since" if one.get("is_changed_since_signed") else ""
    return "not needed" if one["is_waived"] else one["state"] + changed


def _attach(args: argparse.Namespace) -> int:
    body: dict[str, Any] = {"what": args.what, "title": args.title}
    if args.document:
        body = {"kind": "document", "thing": str(args.document)}
    elif args.commit:
        body = {"repository": args.repository, "sha": args.commit, "title": args.title}
    made = server().post(f"/deliverables/{args.key}/attachments", body)
    return show_json(made) if args.json else say(f"{args.key}: {made['title']} attached")


def _share(args: argparse.Namespace) -> int:
    one = server().post(f"/deliverables/{args.key}/sharing", {"note": args.note})
    return show_json(one) if args.json else say(f"{one['key']}: shared")


def _sign(args: argparse.Namespace) -> int:
    made = server().post(f"/deliverables/{args.key}/signatures", {"note": args.note})
    return show_json(made) if args.json else say(f"{args.key}: signed for {made['digest'][:8]}")


def _comment(args: argparse.Namespace) -> int:
    text = sys.stdin.read() if args.text is None else args.text
    made = server().post(f"/deliverables/{args.key}/comments", {"text": text, "asks_for_changes": args.changes})
    return show_json(made) if args.json else say(f"{args.key}: sent")
