"""The people of the sample, and the words in which its projects are told."""

from dataclasses import dataclass, field

from assay.accounts.models.person import Discipline, Role
from assay.demo.papers import Papers


@dataclass(frozen=True)
class Actor:
    """Somebody of the team; `name` is how the rest of the story calls them."""

    name: str
    full_name: str
    role: str
    discipline: str


TEAM = (
    Actor("ana", "Ana Ferreira", Role.OWNER, Discipline.DATA_SCIENCE),
    Actor("bo", "Bo Lindqvist", Role.MEMBER, Discipline.DATA_SCIENCE),
    Actor("chidi", "Chidi Okafor", Role.MEMBER, Discipline.ML_ENGINEERING),
    Actor("dana", "Dana Novak", Role.LEAD, Discipline.DEVOPS),
    Actor("eli", "Eli Sand", Role.MEMBER, Discipline.ML_ENGINEERING),
    Actor("mei", "Mei Tanaka", Role.MEMBER, Discipline.DATA_ENGINEERING),
    Actor("faye", "Faye Moreau", Role.GUEST, ""),
)


@dataclass(frozen=True)
class Days:
    """When something was worked on: from the morning of one working day to the afternoon of another, counted back."""

    begun: int
    ended: int


@dataclass(frozen=True)
class Blocked:
    """Since how many working days something waits, and for what."""

    since: int
    why: str


@dataclass(frozen=True)
class Chore:
    """A task that is no experiment; `column` is where it stands when the story begins, `days` its estimate.

    One that is behind the team says when it was worked on, and when it waited meanwhile. `written` is how many working
    days ago somebody wrote it down, where that was not as it was taken up.
    """

    title: str
    phase: str
    kind: str
    who: str
    days: str
    column: str
    description: str = ""
    labels: tuple[str, ...] = ()
    comment: str = ""
    checks: tuple[str, ...] = ()
    checked: int = 0
    past: Days | None = None
    waited: Days | None = None
    written: int | None = None
    blocked: Blocked | None = None


@dataclass(frozen=True)
class Passed:
    """A hand-off that was offered `at` working days ago, and that nobody answered yet."""

    source: str
    title: str
    phase: str
    who: str
    to: str
    at: int
    description: str = ""
    questions: str = ""


@dataclass(frozen=True)
class Lesson:
    """How an experiment is closed when its verdict is in."""

    outcome: str
    kept: str
    kept_because: str
    learnings: str
    observations: str = ""
    outcome_because: str = ""
    kept_things: tuple[str, ...] = ()
    # Each is a text and the kind of task it becomes; an empty kind stays a note.
    next_steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Look:
    """A line of the scratch list; `script` trains for it, `learned` lets it go."""

    text: str
    who: str
    script: str = ""
    learned: str = ""


@dataclass(frozen=True)
class Question:
    """An experiment: its plan, the script that trains for it, and what people make of each verdict.

    `baseline` names the run of the baseline experiment that it must beat. `lessons` are by verdict; an
    experiment without a lesson for its verdict stays open for whoever watches. `extension` gives the timebox
    days more for a reason, as soon as it has begun; with `stops_hard` a stop condition ends the training.
    """

    name: str
    title: str
    who: str
    script: str
    days: int
    hypothesis: str
    criteria: tuple[str, ...]
    stops: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    baseline: str = ""
    planned: tuple[tuple[str, str], ...] = ()
    resources: tuple[tuple[str, float], ...] = ()
    hardware: str = ""
    data: str = ""
    notebook: str = ""
    extension: tuple[int, str] | None = None
    stops_hard: bool = False
    lessons: tuple[tuple[str, Lesson], ...] = ()


@dataclass(frozen=True)
class Finished:
    """A task of the workflow that is behind the team when the story begins."""

    title: str
    who: str
    comment: str
    past: Days
    waited: Days | None = None


@dataclass(frozen=True)
class ProjectStory:
    """A project: `work`, `waits` and `done` are the columns in which its people work, wait and finish.

    `owner` began it `began` working days ago, and asked its questions `asked` days ago. One that asks none has no
    baseline, and does `without` some phases of its workflow.
    """

    key: str
    name: str
    goal: str
    workflow: str
    owner: str
    work: str
    done: str
    experiments_in: str
    began: int
    asked: int
    finished: tuple[Finished, ...]
    chores: tuple[Chore, ...]
    baseline: Question | None
    questions: tuple[Question, ...]
    papers: Papers = field(default_factory=Papers)
    guests: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    waits: str = ""
    passed: tuple[Passed, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def all_questions(self) -> tuple[Question, ...]:
        return (*((self.baseline,) if self.baseline else ()), *self.questions)
