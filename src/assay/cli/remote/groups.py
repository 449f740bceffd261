"""All remote commands, in the order of the help."""

from assay.cli.remote.deliverables import add_deliverables
from assay.cli.remote.digests import add_digest
from assay.cli.remote.experiments import add_experiments, add_verdict
from assay.cli.remote.forecasts import add_forecast
from assay.cli.remote.handoffs import add_handoffs
from assay.cli.remote.insights import add_insights
from assay.cli.remote.login import add_login
from assay.cli.remote.parser import Commands
from assay.cli.remote.phases import add_phases
from assay.cli.remote.portfolio import add_portfolio
from assay.cli.remote.projects import add_projects
from assay.cli.remote.push import add_push
from assay.cli.remote.runs import add_runs
from assay.cli.remote.search import add_search
from assay.cli.remote.sharing import add_sharing
from assay.cli.remote.signals import add_signals
from assay.cli.remote.tasks import add_tasks


def add_remote(commands: Commands) -> None:
    add_login(commands)
    add_projects(commands)
    add_phases(commands)
    add_portfolio(commands)
    add_insights(commands)
    add_forecast(commands)
    add_signals(commands)
    add_tasks(commands)
    add_handoffs(commands)
    add_deliverables(commands)
    add_experiments(commands)
    add_verdict(commands)
    add_push(commands)
    add_runs(commands)
    add_search(commands)
    add_digest(commands)
    add_sharing(commands)
