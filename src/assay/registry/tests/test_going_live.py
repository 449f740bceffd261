"""Which versions of models went live, and when."""

from datetime import UTC, datetime
from typing import Any

from assay.registry.models import RegisteredModel
from assay.registry.models.version import Stage
from assay.registry.queries.going_live import went_live
from assay.registry.tests.registered import registered
from assay.runs.tests.logged import experiment

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_a_version_goes_live_once_by_stage_or_by_the_usual_alias(ada: Any, kite: Any) -> None:
    version = registered(ada, task=experiment(kite, ada))
    version.model.set_alias("candidate", 1, by=ada)
    version.move_to_stage(Stage.STAGING, by=ada)
    assert went_live(ada, [kite.pk], since=LONG_AGO) == []
    version.model.set_alias("champion", 1, by=ada)
    version.move_to_stage(Stage.PRODUCTION, by=ada)
    (found,) = went_live(ada, [kite.pk], since=LONG_AGO)
    assert (found.model, found.number, found.how) == ("churn", 1, "champion")


def test_only_since_the_moment_and_only_of_models_the_reader_sees(ada: Any, cy: Any, kite: Any) -> None:
    registered(ada, task=experiment(kite, ada)).model.set_alias("champion", 1, by=ada)
    assert RegisteredModel.objects.get().project == kite
    assert went_live(ada, [kite.pk], since=datetime(2199, 1, 1, tzinfo=UTC)) == []
    assert went_live(cy, [kite.pk], since=LONG_AGO) == []
    assert went_live(ada, [], since=LONG_AGO) == []
