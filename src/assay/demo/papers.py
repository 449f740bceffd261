"""What a project of the sample says of itself besides its tasks: facts, metrics, plans, deliverables, documents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    """A stakeholder: somebody the project is for, without an account."""

    name: str
    email: str
    role: str


@dataclass(frozen=True)
class Ready:
    """An answer to a check of readiness, by its name; `due` is a number of working days ahead."""

    name: str
    answer: str
    note: str = ""
    due: int | None = None


@dataclass(frozen=True)
class Measured:
    """A metric that the project defines, as its form asks for it."""

    key: str
    title: str
    role: str
    split: str = "test"
    direction: str = "higher"
    unit: str = ""
    is_share: bool = False
    target: float | None = None
    limit: float | None = None
    formula: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Planned:
    """A version of the plan, agreed that many working days ago: weeks by phase, from and to."""

    agreed: int
    who: str
    weeks: tuple[tuple[str, str, str], ...]
    reason: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    methodology: str = ""
    data: str = ""
    risks: str = ""
    out_of_scope: str = ""


@dataclass(frozen=True)
class Decided:
    decided: int
    who: str
    kind: str
    why: str
    evidence: str = ""


@dataclass(frozen=True)
class Page:
    """A document of the vault. In its text `<<baseline>>` and the like stand for keys of experiments by their names."""

    title: str
    folder: str
    who: str
    written: int
    text: str
    comment: tuple[str, str] | None = None


@dataclass(frozen=True)
class Handed:
    """What became of a deliverable, by the beginning of its title.

    `attach` is the title of a page, or "plan" for the plan in force then. Shared, commented and signed are working
    days back; the one who signs is the stakeholder.
    """

    title: str
    who: str
    at: int
    attach: str = ""
    shared: int | None = None
    comment: str = ""
    answer: str = ""
    signed: int | None = None
    note: str = ""
    reviewers: tuple[tuple[str, str], ...] = ()
    due: int | None = None


@dataclass(frozen=True)
class Left:
    """A phase that was declared done: one answer to each of its exit questions, a yes or no and a note."""

    phase: str
    who: str
    at: int
    answers: tuple[tuple[bool, str], ...]
    reason: str = ""


@dataclass(frozen=True)
class Papers:
    """Everything; `decision_due` and `ends` are working days ahead."""

    measure: str = ""
    proxy_trap: str = ""
    status: str = ""
    decision_due: int | None = None
    ends: int | None = None
    reader: Reader | None = None
    readiness: tuple[Ready, ...] = ()
    metrics: tuple[Measured, ...] = ()
    plans: tuple[Planned, ...] = ()
    decisions: tuple[Decided, ...] = ()
    pages: tuple[Page, ...] = ()
    handed: tuple[Handed, ...] = ()
    left: tuple[Left, ...] = ()
