"""The pages of insights for a large team: 200 projects, 20,000 tasks, 400,000 events; and what a move costs there."""

from bench.rounds import Measure, Row
from bench.stage import ASSAY, YEARS, Stage

# What is measured of each page, by its name: how it is called, and its address with the facts of the planter.
PAGES = {
    "list": ("the portfolio", "/"),
    "timeline": ("all projects in time", "/portfolio/timeline"),
    "people": ("who works on what", "/portfolio/people"),
    "review": ("the review of the week", "/review"),
    "overview": ("overview of a project", "/projects/{project}/"),
    "phases": ("its phases", "/projects/{project}/phases"),
    "phase": ("one of its phases", "/projects/{project}/phases/{phase}"),
    "task": ("a task of it", "/tasks/{task}"),
    "board": ("its board", "/projects/{project}/board"),
    "board_of_all": ("the board of all projects", "/board"),
    "board_by_project": ("  a lane for each project", "/board?lanes=project"),
    "tasks_of_all": ("the list of all tasks", "/tasks"),
    "lengths": ("how long phases took", "/phases"),
    "flow": ("its flow", "/projects/{project}/insights"),
    "flow_of_all": ("the flow of all projects", "/insights"),
    "flow_of_years": ("the flow of all projects since the first task", "/insights?weeks=all"),
    "ages": ("the age of all projects", "/insights/projects"),
    "forecast": ("the forecast of a project", "/projects/{project}/forecast"),
    "digest": ("the digest of all projects", "/digest"),
    "digest_of_project": ("the digest of a project", "/projects/{project}/digest"),
    "team": ("what the team learned", "/insights/team"),
}


def _take(stage: Stage, name: str) -> dict[str, float]:
    facts = stage.years
    found: dict[str, float] = {}
    for page, (_label, path) in PAGES.items():
        address = path.format(**facts)
        seen = stage.inside("pages", facts["session"], address, str(stage.size.page_views), folder=YEARS)
        moved = stage.inside("pages", facts["session"], address, "5", str(facts["number"]), folder=YEARS)
        found |= {page: seen["cpu"], f"{page}_moved": moved["cpu"], f"{page}_queries": seen["queries"]}
    return found


def _rows(page: str, label: str) -> tuple[Row, ...]:
    return (
        Row(page, f"{label}, CPU time", "ms", aim=100),
        Row(f"{page}_moved", "  right after a task moved", "ms", aim=100),
        Row(f"{page}_queries", "  database queries", "queries", aim=15),
    )


INSIGHTS = Measure(
    name="insights",
    rows=tuple(row for page, (label, _path) in PAGES.items() for row in _rows(page, label)),
    take=_take,
    sides=(ASSAY,),
    rounds=1,
)
