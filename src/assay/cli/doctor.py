"""`assay doctor`: look at everything that can be wrong with an installation, and say what to do."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

from assay.cli.backups import check_there_is_data
from assay.cli.checks import database, machine, work
from assay.cli.checks.finding import Finding, State, broken
from assay.cli.parsing import CannotDo, Commands, add
from assay.cli.prepare import set_up_django

Check = Callable[[], Iterator[Finding]]

MACHINE: tuple[Check, ...] = (machine.versions, machine.data_folder, machine.disk_space, machine.secret_key)
DATABASE: tuple[Check, ...] = (database.reachable, database.durable, database.migrations)
# These read tables that only a database at this version surely has.
ROWS: tuple[Check, ...] = (database.clock, work.workers, work.queue)
OUTSIDE: tuple[Check, ...] = (machine.address, work.backups, work.mail, work.files)
COLOURS = {State.OK: "green", State.WARN: "yellow", State.FAIL: "red"}


def add_to(commands: Commands) -> None:
    parser = add(commands, "doctor", "Check this installation; exits 1 when something is broken.", doctor)
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def doctor(args: argparse.Namespace) -> int:
    """Print a line for each finding; 1 when one of them is a failure."""
    check_there_is_data()
    set_up_django()
    found = list(findings())
    if args.json:
        print(json.dumps([{**asdict(one), "state": one.state.value} for one in found], indent=2))
    else:
        _show(found)
    return 1 if any(one.state is State.FAIL for one in found) else 0


def findings() -> Iterator[Finding]:
    """Yield what all checks find; a database that is away ends those that need it."""
    for check in MACHINE:
        yield from check()
    is_current = True
    try:
        for check in DATABASE:
            for one in check():
                is_current = is_current and not (one.name == "migrations" and one.state is State.FAIL)
                yield one
        for check in ROWS if is_current else ():
            yield from check()
    except CannotDo as away:
        yield broken("database", str(away), "Is it running, and is DATABASE_URL right?")
    for check in OUTSIDE:
        yield from check()


def _show(found: list[Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        console.print(f"[{COLOURS[one.state]}]{one.state.value:<5}[/]{one.name + ':':<15}{escape(one.said)}")
        if one.advice:
            console.print(f"{'':<20}{escape(one.advice)}")
