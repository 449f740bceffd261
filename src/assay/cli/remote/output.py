"""What commands print: tables and facts for people, JSON for programs."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

TONES = {"met": "green", "not_met": "red", "not_proven": "yellow", "not_measured": "dim", "stale": "yellow"}


def show_list(
    args: argparse.Namespace,
    items: Iterable[Mapping[str, Any]],
    columns: Mapping[str, Callable[[Mapping[str, Any]], object]],
    *,
    empty: str,
) -> int:
    """Print the items as a table, or as JSON; `empty` is said when there are none."""
    found = list(items)
    if args.json:
        return show_json(found)
    if not found:
        sys.stderr.write(empty + "\n")
        return 0
    _print_table(list(columns), [[_text(read(item)) for read in columns.values()] for item in found])
    return 0


def show_facts(args: argparse.Namespace, whole: Mapping[str, Any], facts: Mapping[str, object]) -> int:
    """Print facts a line each, or `whole` as JSON."""
    if args.json:
        return show_json(whole)
    said = {name: value for name, value in facts.items() if _text(value)}
    if not _console().is_terminal:
        _print_lines([[name, _text(value)] for name, value in said.items()])
        return 0
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in said.items():
        table.add_row(name, _plain(value))
    _console().print(table)
    return 0


def show_json(found: object) -> int:
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return 0


def say(text: str) -> int:
    """Print one plain line."""
    sys.stdout.write(text + "\n")
    return 0


def coloured(text: str, state: str) -> Any:
    """The text in the colour of a verdict; plain where there is no terminal."""
    from rich.text import Text

    return Text(text, style=TONES.get(state, ""))


def day(moment: str | None) -> str:
    """A moment of the API as a local date and time, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""


def _print_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    console = _console()
    if not console.is_terminal:
        _print_lines(rows)
        return
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for number, name in enumerate(names):
        table.add_column(name, no_wrap=number == 0, overflow="ellipsis")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in row))
    console.print(table)


def _print_lines(rows: Sequence[Sequence[str]]) -> None:
    """One line an item with tabs and no heading, as other programs of the shell expect."""
    for row in rows:
        sys.stdout.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")


def _plain(value: object) -> Any:
    """Text that rich prints as it is: square brackets of a title are no markup."""
    from rich.text import Text

    return value if isinstance(value, Text) else Text(_text(value))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False)
