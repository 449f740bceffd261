"""REST: the experiment log of a project."""

from ninja import Router, Schema

from assay.experiments.log import as_markdown
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest

router = Router(tags=["experiments"])


class LogShown(Schema):
    project: str
    text: str


@router.get("/projects/{key}/experiment-log", response=LogShown, summary="The experiment log")
def get_experiment_log(request: ApiRequest, key: str) -> dict[str, str]:
    """What was tried in the project, what came out and what was learned, as Markdown, the newest first."""
    project = project_of(request.person, key)
    return {"project": project.key, "text": as_markdown(project)}
