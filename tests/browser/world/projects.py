"""Projects, a private one, and what settings can show of a workflow."""

from decimal import Decimal

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.projects.models import PhaseFacts, Project, SavedWorkflow
from assay.projects.planting import gathered, seeds_of
from assay.projects.workflows import workflow_named


def project(by: Person, key: str, name: str, *, goal: str, is_private: bool = False) -> Project:
    workflow = workflow_named("six-phases")
    return Project.start(key=key, name=name, goal=goal, workflow=workflow, by=by, is_private=is_private)


def add_workflow(world: World, kite: Project, ada: Person) -> None:
    """Something retired, something with a long name, and a template of the team."""
    kite.add_column(name="Later, perhaps", state="queue", limit=3, by=ada).retire(by=ada)
    kite.add_phase(PhaseFacts(name="Hand-over, which goes on for good", weeks_low=Decimal(2)), by=ada).retire(by=ada)
    label = kite.add_label(name=f"label {LONG_WORD}"[:40], hue=5, by=ada)
    workflow = gathered(kite, name="Ours", summary=LONG_TITLE, tasks=[seed.task for seed in seeds_of(kite)])
    saved = SavedWorkflow.save_from(kite, name=f"Ours {LONG_WORD}"[:60], summary=LONG_TITLE, workflow=workflow, by=ada)
    settings_of = f"/projects/{kite.key}"
    world.places |= {
        "column of the workflow": f"{settings_of}/columns/{kite.columns.get(name='To do').pk}",
        "phase of the workflow": f"{settings_of}/phases/{kite.phases.get(name='Modeling').pk}/facts",
        "label of the workflow": f"{settings_of}/labels/{label.pk}",
        "template of the team": f"/workspace/workflows/{saved.slug}",
    }


def add_private(ada: Person, ben: Person) -> None:
    secret = project(ada, "HUSH", "Not for everybody", goal="Nobody else sees this.", is_private=True)
    secret.add_member(ben, by=ada)
