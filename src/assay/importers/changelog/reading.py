"""Read status changes: text in, issues with their ways out; all that is wrong is said with its line and column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from assay.importers.changelog.columns import LABELS, NEEDED
from assay.importers.changelog.statuses import Status, in_order
from assay.importers.results.reading import Column, moment_of
from assay.importers.results.table import MOST_PROBLEMS, Table, Unreadable
from assay.kit.clock import now

MOST_ISSUES, LONGEST_NAME, LONGEST_KEY, LONGEST_TITLE = 20_000, 40, 100, 200
# More are no statuses but another column that was taken for them: no page could ask what each of them is.
MOST_STATUSES = 100


@dataclass(frozen=True)
class Step:
    """One change of status, and the line of the file that says it."""

    line: int
    before: str
    after: str
    at: datetime


@dataclass(frozen=True)
class Issue:
    """An issue and its changes in the order of time; without any it stayed where it was created."""

    key: str
    title: str
    type: str
    created_at: datetime
    steps: tuple[Step, ...]

    @property
    def way(self) -> list[str]:
        """The statuses it was in, one after the other; empty where the file names none."""
        return [self.steps[0].before, *(step.after for step in self.steps)] if self.steps else []


@dataclass(frozen=True)
class Changelog:
    """Everything the file says; `jumps` are the changes that do not begin where the one before ended."""

    issues: tuple[Issue, ...]
    statuses: tuple[Status, ...]
    jumps: int

    @property
    def changes(self) -> int:
        return sum(len(issue.steps) for issue in self.issues)


@dataclass
class _Gathered:
    title: str = ""
    type: str = ""
    created_at: datetime | None = None
    steps: list[Step] = field(default_factory=list)


def changelog_of(table: Table, columns: Sequence[Column]) -> Changelog:
    """Return the issues with their changes, or raise `Unreadable` with the places of all that is wrong, up to twenty.

    A row with an issue and no change tells of an issue that never moved. Where the status before is missing, it is
    the one after the change before.
    """
    _check_columns(columns)
    reading = _Reading(columns)
    for line, cells in table.rows:
        reading.add(line, cells)
        if len(reading.problems) >= MOST_PROBLEMS:
            break
    if reading.problems:
        raise Unreadable(reading.problems)
    return reading.whole()


def _check_columns(columns: Sequence[Column]) -> None:
    roles = [column.role for column in columns]
    missing = [str(LABELS[role]) for role in NEEDED if role not in roles]
    if missing:
        said = _("No column says: %(what)s. Name the columns that do.")
        raise Unreadable([said % {"what": ", ".join(missing)}])
    twice = sorted({role for role in roles if role != "left_out" and roles.count(role) > 1})
    if twice:
        said = _("Several columns are taken for %(what)s. Leave all but one out.")
        raise Unreadable([said % {"what": LABELS[role]} for role in twice])


class _Reading:
    def __init__(self, columns: Sequence[Column]) -> None:
        self._place = {column.role: number for number, column in enumerate(columns) if column.role != "left_out"}
        self._headings = [column.heading for column in columns]
        self._issues: dict[str, _Gathered] = {}
        self._categories: dict[str, str] = {}
        # Whoever has another time zone may be a day ahead.
        self._latest = now() + timedelta(days=1)
        self.problems: list[str] = []

    def add(self, line: int, cells: Sequence[str]) -> None:
        said = {role: cells[number] for role, number in self._place.items()}
        key = said["issue"]
        if not key:
            self._say(line, "issue", _("is empty; each row names its issue"))
            return
        if len(key) > LONGEST_KEY:
            self._say(line, "issue", _("is too long for a key"))
            return
        gathered = self._issues.setdefault(key, _Gathered())
        gathered.title = gathered.title or said.get("title", "")[:LONGEST_TITLE]
        gathered.type = gathered.type or said.get("type", "")[:40]
        if said.get("created") and gathered.created_at is None:
            gathered.created_at = self._moment(line, "created", said["created"])
        if said["to"] or said["at"] or said.get("from"):
            self._change(line, gathered, said)
        elif gathered.created_at is None:
            self._say(line, "at", _("is empty, and nothing says when the issue was created"))

    def _change(self, line: int, gathered: _Gathered, said: Mapping[str, str]) -> None:
        if not said["to"]:
            self._say(line, "to", _("is empty; say the status after the change"))
        at = self._moment(line, "at", said["at"])
        for role in ("from", "to"):
            if len(said.get(role, "")) > LONGEST_NAME:
                self._say(line, role, _("is longer than the %(most)d letters of a column") % {"most": LONGEST_NAME})
            if said.get(role) and said.get(f"{role}_category"):
                self._categories.setdefault(said[role], said[f"{role}_category"])
        if at is not None and said["to"]:
            gathered.steps.append(Step(line, said.get("from", ""), said["to"], at))

    def _moment(self, line: int, role: str, cell: str) -> datetime | None:
        if not cell:
            self._say(line, role, _("is empty; write a date and time"))
            return None
        found = moment_of(cell)
        if found is None:
            self._say(line, role, _("“%(cell)s” is no date and time; write 2026-11-27 09:30") % {"cell": cell[:40]})
        elif found > self._latest:
            self._say(line, role, _("“%(cell)s” is still to come; a history tells what was") % {"cell": cell[:40]})
        return found

    def _say(self, line: int, role: str, what: str) -> None:
        facts = {"line": line, "column": self._headings[self._place[role]], "what": what}
        self.problems.append(_("Line %(line)d, column %(column)s: %(what)s.") % facts)

    def whole(self) -> Changelog:
        if len(self._issues) > MOST_ISSUES:
            said = _("The file has %(count)d issues; at most %(most)d come at once. Send it in parts.")
            raise Unreadable([said % {"count": len(self._issues), "most": MOST_ISSUES}])
        jumps, issues = 0, []
        for key, gathered in self._issues.items():
            steps, jumped = _in_time(gathered.steps)
            jumps += jumped
            title = gathered.title or _untitled(key, gathered.type)
            issues.append(Issue(key, title, gathered.type, _created(gathered, steps), steps))
        issues.sort(key=lambda issue: (issue.created_at, issue.key))
        statuses = in_order((issue.way for issue in issues), self._categories)
        self._check_statuses(len(statuses))
        return Changelog(tuple(issues), tuple(statuses), jumps)

    def _check_statuses(self, count: int) -> None:
        if count > MOST_STATUSES:
            names = ", ".join(self._headings[self._place[role]] for role in ("from", "to") if role in self._place)
            said = _("There are %(count)d statuses, at most %(most)d can be. Is another column meant than %(names)s?")
            raise Unreadable([said % {"count": count, "most": MOST_STATUSES, "names": names}])


def _in_time(steps: Sequence[Step]) -> tuple[tuple[Step, ...], int]:
    """Order the changes, and let each begin where the one before ended; say how many did not.

    The first one without a status before begins in its own: the issue was born there. A change that stands there
    twice is one.
    """
    found: list[Step] = []
    jumps = 0
    for step in _in_order(steps):
        before = found[-1].after if found else step.before or step.after
        jumps += bool(found) and bool(step.before) and step.before != before
        found.append(replace(step, before=before))
    return tuple(found), jumps


def _in_order(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the changes by time; those of one moment, which may stand in any order, as each leads to the next."""
    status = ""
    for _at, those in groupby(sorted(steps, key=lambda step: (step.at, step.line)), key=lambda step: step.at):
        for step in _chained(list(those), status):
            status = step.after
            yield step


def _chained(those: list[Step], status: str) -> Iterator[Step]:
    """Yield the changes of one moment from this status on; a row that stands there twice is one change."""
    told: set[tuple[str, str]] = set()
    while those:
        step = _next(those, status) if len(those) <= MOST_STATUSES else those[0]
        those.remove(step)
        is_again = (step.before, step.after) in told and step.before != status
        if not is_again or (not step.before and step.after != status):
            told.add((step.before, step.after))
            status = step.after
            yield step


def _next(those: Sequence[Step], status: str) -> Step:
    """Return the one that begins where things stand, else one that no other leads to."""
    ends = {step.after for step in those}
    following = (step for step in those if step.before == status)
    beginning = (step for step in those if not status and step.before not in ends)
    return next(following, None) or next(beginning, None) or those[0]


def _created(gathered: _Gathered, steps: Sequence[Step]) -> datetime:
    moments = [gathered.created_at, *(step.at for step in steps[:1])]
    return min(moment for moment in moments if moment is not None)


def _untitled(key: str, kind: str) -> str:
    """Name an issue whose title the file does not tell: `Bug 1161`, as its key stands beside it anyway."""
    return f"{kind} {key.rpartition('-')[2]}" if kind else key
