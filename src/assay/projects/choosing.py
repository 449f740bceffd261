"""The workflows a person can choose from: those that come with Assay, then the team's own."""

from assay.accounts.models import Person
from assay.projects.models import Project, SavedWorkflow
from assay.projects.workflows import UnknownWorkflow, Workflow, built_in


def offered_to(person: Person) -> list[Workflow]:
    """Return all that the person may begin a project with."""
    own = SavedWorkflow.objects.visible_to(person).by_name()
    return [*built_in().values(), *(saved.workflow for saved in own)]


def chosen(slug: str, *, by: Person) -> Workflow:
    """Return the workflow of this name. Raises `UnknownWorkflow`, also for another team's."""
    if slug in built_in():
        return built_in()[slug]
    saved = SavedWorkflow.objects.visible_to(by).with_slug(slug).first()
    if saved is None:
        raise UnknownWorkflow(slug)
    return saved.workflow


def begun_from(project: Project) -> Workflow | None:
    """Return the workflow the project began from, if there still is such a one."""
    if project.workflow in built_in():
        return built_in()[project.workflow]
    saved = SavedWorkflow.objects.filter(workspace=project.workspace_id).with_slug(project.workflow).first()
    return saved.workflow if saved else None
