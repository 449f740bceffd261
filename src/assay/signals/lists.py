"""The page of signals: the most urgent first, few of each urgency, and a way to the rest."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.signals.bundles import Line, bundled
from assay.signals.queries import Resting, heard_of, seen_by
from assay.signals.rules import BY_SLUG
from assay.signals.signal import Signal, Urgency

# How many lines of one urgency stand on the page of all, and on a page of that urgency alone.
FIRST, A_PAGE = 12, 50
_URGENCIES = {str(int(one)): one for one in Urgency}


@dataclass(frozen=True)
class Asked:
    """Which signals are wanted; empty asks for all. `project` is a key, `rule` a slug, `urgency` 1, 2 or 3."""

    project: str = ""
    rule: str = ""
    urgency: str = ""
    mine: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Asked":
        """Read an address; what names nothing is left out."""
        rule, urgency, page = query.get("rule", ""), query.get("urgency", ""), query.get("page", "")
        return cls(
            project=query.get("project", "").upper(),
            rule=rule if rule in BY_SLUG else "",
            urgency=urgency if urgency in _URGENCIES else "",
            mine=query.get("mine") == "1",
            page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
        )

    def as_query(self, **changes: object) -> str:
        """Return the end of an address, or nothing where all is wanted; pages begin anew."""
        one = replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]
        pairs = {"project": one.project, "rule": one.rule, "urgency": one.urgency, "mine": "1" if one.mine else ""}
        told = {name: value for name, value in pairs.items() if value} | ({"page": one.page} if one.page > 1 else {})
        return f"?{urlencode(told)}" if told else ""

    def wants(self, signal: Signal, person: Person) -> bool:
        return (
            self.rule in {"", signal.rule}
            and self.urgency in {"", str(int(signal.urgency))}
            and (not self.mine or signal.concerns(person))
        )


@dataclass(frozen=True)
class Group:
    """Lines of one urgency: `lines` are shown of the `total`, from `start` on; `count` counts signals."""

    urgency: Urgency
    lines: list[Line]
    total: int
    count: int
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.lines)


@dataclass(frozen=True)
class SignalList:
    """The page of signals: `projects` are those one can choose, `project` the chosen one, `rules` those that fired."""

    asked: Asked
    signals: list[Signal]
    groups: list[Group]
    resting: list[Resting]
    projects: list[Project]
    project: Project | None
    rules: list[tuple[str, str]]

    @cached_property
    def names(self) -> dict[int, Project]:
        return {project.pk: project for project in self.projects}


def list_of(person: Person, asked: Asked | None = None) -> SignalList:
    """Return all signals the person sees, or those that are asked for."""
    asked = asked or Asked()
    projects = list(seen_by(person).by_name())
    chosen = next((one for one in projects if one.key == asked.project), None)
    heard = heard_of([chosen] if chosen else projects, person=person)
    wanted = [signal for signal in heard.signals if asked.wants(signal, person)]
    names = {project.pk: project for project in projects}
    groups = [_group(urgency, wanted, names, asked) for urgency in Urgency]
    return SignalList(
        asked, wanted, [one for one in groups if one.total], heard.resting, projects, chosen, _rules(heard.signals)
    )


def _group(urgency: Urgency, signals: list[Signal], projects: Mapping[int, Project], asked: Asked) -> Group:
    mine = [signal for signal in signals if signal.urgency == urgency]
    lines = bundled(mine, projects)
    size = A_PAGE if asked.urgency else FIRST
    start = min(asked.page - 1, max(len(lines) - 1, 0) // size) * size if asked.urgency else 0
    return Group(urgency, lines[start : start + size], len(lines), len(mine), start)


def _rules(signals: list[Signal]) -> list[tuple[str, str]]:
    """Return the rules that fired with how often, the most frequent first."""
    counts = Counter(signal.rule for signal in signals)
    return [(slug, f"{BY_SLUG[slug].name} ({count})") for slug, count in counts.most_common()]
