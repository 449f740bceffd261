"""The cases, by what they are about."""

from collections.abc import Callable

from tests.parity.cases import experiments, logging, models, others, registry, runs, searching
from tests.parity.speaking import Speaker

CASES: tuple[Callable[[Speaker], None], ...] = (
    experiments.experiments,
    experiments.experiment_tags,
    experiments.deleted_experiment,
    experiments.experiment_search,
    runs.runs,
    runs.deleted_runs,
    runs.bodies,
    logging.metrics,
    logging.history_in_bulk,
    logging.params_and_tags,
    logging.batches,
    logging.inputs,
    searching.run_filters,
    searching.run_orders,
    models.logged_models,
    models.logged_model_search,
    models.files,
    registry.registered_models,
    registry.registered_model_search,
    registry.versions,
    registry.version_facts,
    registry.aliases_and_stages,
    registry.version_search,
    others.webhooks,
    others.probes,
)
