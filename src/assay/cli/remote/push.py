"""`assay push`: a notebook or a page of Markdown into the vault, a file or a merged commit onto a deliverable."""

import argparse
from pathlib import Path
from typing import Any

from assay.cli.refusals import CannotDo
from assay.cli.remote.commits import Commit, commit_of
from assay.cli.remote.output import say, show_json
from assay.cli.remote.parser import Commands, add_command
from assay.cli.remote.server import Server, Unanswered, server

# What becomes a document; everything else is a file of the deliverable.
DOCUMENTS = (".ipynb", ".md", ".markdown")
MOST_BYTES = 25_000_000


def add_push(commands: Commands) -> None:
    text = "Put a notebook or Markdown into the vault (again: a new version), or a file or a commit onto a deliverable."
    parser = add_command(commands, "push", text, _push)
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path)
    parser.add_argument("--deliverable", metavar="KEY", default="", help="attach it to this one: ML-D2")
    parser.add_argument("--project", metavar="KEY", default="", help="that of the deliverable unless told")
    parser.add_argument("--folder", metavar="PATH", default="", help="of the vault: reports/2026")
    parser.add_argument("--title", default="", help="the first heading, or the file's name, unless told")
    parser.add_argument("--note", default="", metavar="TEXT", help="what changed, shown beside the version")
    parser.add_argument(
        "--commit", metavar="SHA", nargs="?", const="HEAD", help="attach the merged commit as well; HEAD unless told"
    )
    parser.add_argument("--repository", metavar="URL", default="", help="where the commit is; origin unless told")


def _push(args: argparse.Namespace) -> int:
    """Check everything that can be checked before the first byte is sent."""
    _check(args)
    commit = commit_of(args.commit, near=args.file, repository=args.repository) if args.commit else None
    api = server()
    owed = api.get(f"/deliverables/{args.deliverable}") if args.deliverable else None
    if owed and args.project and args.project.upper() != owed["project"]:
        raise CannotDo(f"{owed['key']} is of {owed['project']}: leave --project {args.project} out.")
    done: dict[str, Any] = {}
    if args.file is not None:
        done |= _sent(api, args, owed)
    if commit is not None and owed is not None:
        done["commit"] = _attach_commit(api, owed["key"], commit)
    if owed is not None:
        done["deliverable"] = f"{api.address}/deliverables/{owed['key']}"
    return show_json(done) if args.json else say("\n".join(_lines(done)))


def _check(args: argparse.Namespace) -> None:
    if args.file is None and not args.commit:
        raise CannotDo("Push what? Name a file, or a commit with --commit.")
    if args.commit and not args.deliverable:
        raise CannotDo("A commit is attached to a deliverable: say --deliverable KEY.")
    if args.file is None:
        return
    if not args.file.is_file():
        raise CannotDo(f"There is no file {args.file}.")
    if args.file.stat().st_size > MOST_BYTES:
        raise CannotDo(f"{args.file} is too large: a file may have {MOST_BYTES // 10**6} MB at most.")
    if not (args.deliverable or args.project):
        raise CannotDo("Where to? Say --project KEY, or --deliverable KEY.")
    if not (_is_document(args.file) or args.deliverable):
        raise CannotDo(f"{args.file.name} is no notebook and no Markdown: say the --deliverable that it belongs to.")


def _sent(api: Server, args: argparse.Namespace, owed: dict[str, Any] | None) -> dict[str, Any]:
    if not _is_document(args.file):
        assert owed is not None  # noqa: S101  checked before anything was sent
        return {"file": api.upload(f"/deliverables/{owed['key']}/files", args.file)}
    project = args.project or (owed or {}).get("project", "")
    facts = {"folder": args.folder, "title": args.title, "note": args.note}
    document = api.upload(f"/projects/{project}/documents/files", args.file, **facts)
    document.pop("text", None)
    made: dict[str, Any] = {"document": document, "url": f"{api.address}/documents/{document['id']}"}
    if owed is not None:
        body = {"kind": "document", "thing": str(document["id"])}
        made["attachment"] = _attached(api, owed["key"], body, said=made["url"])
    return made


def _attached(api: Server, key: str, body: dict[str, Any], *, said: str) -> Any:
    """Attach; when it is refused, what was uploaded before stays, and the message says where."""
    try:
        return api.post(f"/deliverables/{key}/attachments", body)
    except Unanswered as refusal:
        raise CannotDo(f"{refusal}\n  The document is in the vault, but not attached: {said}") from refusal


def _attach_commit(api: Server, key: str, commit: Commit) -> Any:
    body = {"repository": commit.repository, "sha": commit.sha, "title": commit.title, "merged_at": commit.at}
    return api.post(f"/deliverables/{key}/attachments", {name: value for name, value in body.items() if value})


def _lines(done: dict[str, Any]) -> list[str]:
    lines = [done["url"]] if "url" in done else []
    return lines + ([done["deliverable"]] if "deliverable" in done else [])


def _is_document(file: Path) -> bool:
    return file.suffix.lower() in DOCUMENTS
