"""`assay share …`: list, create, renew and end links for people outside."""

import argparse
from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.output import day, say, show_json, show_list
from assay.cli.remote.parser import Commands, add_command, add_group
from assay.cli.remote.server import server

COLUMNS = {
    "number": lambda link: link["id"],
    "for": lambda link: link["name"],
    "opens": lambda link: ", ".join(link["opens"]),
    "until": lambda link: day(link["expires_at"]) if link["is_open"] else "ended",
    "visits": lambda link: link["visits"],
    "last": lambda link: day(link["last_visit_at"]),
}


def add_sharing(commands: Commands) -> None:
    group = add_group(commands, "share", "Share links for people outside: list, create, renew, end.")
    add_command(group, "list", "List the links of a project.", _list).add_argument(
        "--project", metavar="KEY", required=True
    )
    _add_create(group)
    renewed = add_command(group, "renew", "Make a lost link anew and print it; the one before opens nothing.", _renew)
    renewed.add_argument("number", metavar="NUMBER", type=int)
    _add_terms(renewed)
    ended = add_command(group, "end", "End a link at once.", _end)
    ended.add_argument("number", metavar="NUMBER", type=int)
    ended.add_argument("--reason", default="", metavar="WHY")


def _add_create(group: Commands) -> None:
    made = add_command(group, "create", "Share with one person and print the link; it is shown this once.", _create)
    made.add_argument("name", metavar="NAME", help="of a stakeholder of the project, or of somebody new")
    made.add_argument("--project", metavar="KEY", required=True)
    made.add_argument("--email", default="", metavar="ADDRESS", help="of somebody new; codes go there")
    made.add_argument(
        "--open",
        action="append",
        default=[],
        metavar="KIND:ID",
        help="document:7, plan:3, deliverable:2; may be said several times; without it the state of the project",
    )
    made.add_argument("--only-read", action="store_true", help="they neither comment nor approve")
    _add_terms(made)


def _add_terms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, default=90, metavar="N", help="open for so many days (default: 90)")
    parser.add_argument("--mail", action="store_true", help="send it to them as well")


def _list(args: argparse.Namespace) -> int:
    found = server().get(f"/projects/{args.project}/share-links")
    return show_list(args, found, COLUMNS, empty="Nothing is shared yet.")


def _create(args: argparse.Namespace) -> int:
    body: dict[str, Any] = {
        "name": args.name,
        "opens": [_thing(text) for text in args.open],
        "can_comment": not args.only_read,
        "can_sign": not args.only_read,
        "days": args.days,
        "by_mail": args.mail,
    }
    if args.email:
        body["email"] = args.email
    return _told(args, server().post(f"/projects/{args.project}/share-links", body))


def _renew(args: argparse.Namespace) -> int:
    return _told(args, server().post(f"/share-links/{args.number}/renewal", {"days": args.days, "by_mail": args.mail}))


def _end(args: argparse.Namespace) -> int:
    server().post(f"/share-links/{args.number}/revocation", {"reason": args.reason})
    return say(f"Link {args.number} opens nothing any more.")


def _thing(text: str) -> dict[str, str]:
    kind, _, identity = text.partition(":")
    if not kind or (not identity and kind != "project"):
        raise CannotDo(f"{text} names no thing: write a kind and an id, as document:7.")
    return {"kind": kind, "id": identity}


def _told(args: argparse.Namespace, link: dict[str, Any]) -> int:
    return show_json(link) if args.json else say(link["link"])
