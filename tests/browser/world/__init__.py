"""One rich workspace for the sweep over all pages: every state that a page can show, and awkward long names."""

from tests.browser.world.deliverables import add_deliverables
from tests.browser.world.digests import add_digests
from tests.browser.world.documents import add_documents
from tests.browser.world.experiments import add_experiments
from tests.browser.world.facts import add_facts
from tests.browser.world.forecasts import add_forecasts
from tests.browser.world.githooks import add_git_hooks
from tests.browser.world.importers import add_imports
from tests.browser.world.insights import add_insights
from tests.browser.world.metrics import add_metrics
from tests.browser.world.notebooks import add_notebooks
from tests.browser.world.people import add_doors, add_people, add_webhooks, join, session
from tests.browser.world.phases import add_phases
from tests.browser.world.places import LONG_WORD, World
from tests.browser.world.plans import add_past, add_plans
from tests.browser.world.projects import add_private, add_workflow, project
from tests.browser.world.quotes import add_quotes
from tests.browser.world.reviews import add_reviews
from tests.browser.world.runs import add_inbox
from tests.browser.world.sharing import add_sharing
from tests.browser.world.signals import add_signals
from tests.browser.world.tasks import add_tasks

from assay.accounts.models import Workspace
from assay.activity.models import Event
from assay.notifications.telling import tell

__all__ = ["World", "build"]


def build() -> World:
    """Make the workspace by the verbs of the product and return how to look at it."""
    world = World()
    northwind = Workspace.objects.create(name="Northwind and its rather long name")
    ada = join(northwind, "Ada Lovelace", "owner", discipline="data-science")
    ben = join(northwind, "Ben Okafor", "member", by=ada)
    join(northwind, "Maximiliane Wolfeschlegelsteinhausenbergerdorff", "lead", by=ada)
    gil = join(northwind, "Gil Soto", "guest", by=ada)
    gone = join(northwind, "Gone Girard", "member", by=ada)
    gone.leave(by=ada)
    new = join(Workspace.objects.create(name="Fresh"), "Nia Newcomer", "owner")
    for name, person in (("ada", ada), ("ben", ben), ("gil", gil), ("new", new)):
        world.sessions[name] = session(person)
    kite = project(ada, "KITE", "Kite", goal=f"Tell which kites will fly, and {LONG_WORD}.")
    kite.add_member(gil, by=ada)
    project(ada, "EMPTY", "Empty board", goal="").tasks.all().delete()
    add_private(ada, ben)
    add_workflow(world, kite, ada)
    add_past(ada)
    add_tasks(world, kite, ada, ben)
    add_facts(world, kite, ada)
    add_plans(world, kite, ada, ben)
    add_experiments(world, kite, ada, ben)
    add_metrics(world, kite, ada)
    add_documents(world, kite, ada, ben)
    add_notebooks(world, kite, ada)
    add_quotes(world, kite, ada)
    add_git_hooks(world, kite, ada)
    add_sharing(world, kite, ada)
    add_deliverables(world, kite, ada, ben)
    add_inbox(world, ada)
    add_digests(world, kite, ada, ben)
    add_phases(world, ada)
    add_forecasts(world, ada)
    add_signals(world, ada)
    add_insights(ada)
    add_reviews(world, kite, ada, ben)
    world.places["hits of a search"] = "/search?q=kite"
    world.places["filtered library"] = "/library?q=kite&outcome=balloon"
    add_doors(world, ada, ben, new)
    add_people(world, ada, ben, gone)
    add_webhooks(world, ada)
    add_imports(world, kite, ada)
    for event in Event.objects.filter(workspace=northwind).order_by("pk"):
        tell.work(event.pk)
    return world
