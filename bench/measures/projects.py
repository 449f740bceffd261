"""The pages of many projects: their list, and overview and phases in time of one of them, whose work went back."""

from bench.rounds import Measure, Row
from bench.stage import ASSAY, MANY, Stage


def _take(stage: Stage, name: str) -> dict[str, float]:
    world = stage.many_world
    found: dict[str, float] = {}
    pages = {"list": "/", "overview": f"/projects/{world.project}/", "phases": f"/projects/{world.project}/phases"}
    for page, path in pages.items():
        seen = stage.inside("pages", world.session, path, str(stage.size.page_views), folder=MANY)
        found |= {page: seen["cpu"], f"{page}_queries": seen["queries"]}
    return found


PROJECTS = Measure(
    name="projects",
    rows=(
        Row("list", "list of 200 projects of 20 tasks, CPU time", "ms", aim=100),
        Row("list_queries", "  database queries", "queries", aim=15),
        Row("overview", "  overview of one, CPU time", "ms", aim=100),
        Row("overview_queries", "  database queries", "queries", aim=15),
        Row("phases", "  its phases in time, CPU time", "ms", aim=100),
        Row("phases_queries", "  database queries", "queries", aim=15),
    ),
    take=_take,
    sides=(ASSAY,),
    rounds=1,
)
