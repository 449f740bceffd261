"""The pages of many projects: their list, how long their phases took, and the pages of one whose work went back."""

from bench.rounds import Measure, Row
from bench.stage import ASSAY, MANY, Stage


def _take(stage: Stage, name: str) -> dict[str, float]:
    world = stage.many_world
    found: dict[str, float] = {}
    one = f"/projects/{world.project}"
    pages = {
        "list": "/",
        "lengths": "/phases",
        "overview": f"{one}/",
        "phases": f"{one}/phases",
        "plan": f"{one}/plan",
        "deliverables": f"{one}/deliverables/",
    }
    for page, path in pages.items():
        seen = stage.inside("pages", world.session, path, str(stage.size.page_views), folder=MANY)
        found |= {page: seen["cpu"], f"{page}_queries": seen["queries"]}
    return found


PROJECTS = Measure(
    name="projects",
    rows=(
        Row("list", "list of 200 projects of 20 tasks, CPU time", "ms", aim=100),
        Row("list_queries", "  database queries", "queries", aim=15),
        Row("lengths", "how long all their phases took, CPU time", "ms", aim=100),
        Row("lengths_queries", "  database queries", "queries", aim=15),
        Row("overview", "overview of one, CPU time", "ms", aim=100),
        Row("overview_queries", "  database queries", "queries", aim=15),
        Row("phases", "  its phases in time, CPU time", "ms", aim=100),
        Row("phases_queries", "  database queries", "queries", aim=15),
        Row("plan", "  its plan, CPU time", "ms", aim=100),
        Row("plan_queries", "  database queries", "queries", aim=15),
        Row("deliverables", "  its deliverables, CPU time", "ms", aim=100),
        Row("deliverables_queries", "  database queries", "queries", aim=15),
    ),
    take=_take,
    sides=(ASSAY,),
    rounds=1,
)
