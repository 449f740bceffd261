"""What the registry gives along with a hand-off: as which versions the run's models are registered."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.registry.models import ModelVersion
from assay.tasks.carrying import Carrier, Fact
from assay.tasks.models import Task

MOST_VERSIONS = 10


def facts(task: Task, reader: Person, origin: str) -> list[Fact]:
    if not origin:
        return []
    made = Q(run__uid=origin, run__task=task) | Q(logged_model__run__uid=origin, logged_model__run__task=task)
    versions = ModelVersion.objects.visible_to(reader).alive().filter(made).select_related("model").distinct()
    return [
        Fact("model", _words(version), "model", str(version.model_id))
        for version in versions.order_by("model__name", "-number")[:MOST_VERSIONS]
    ]


def _words(version: ModelVersion) -> str:
    return _("%(model)s, version %(number)d") % {"model": version.model.name, "number": version.number}


MODELS = Carrier(order=30, labels={"model": gettext_lazy("Registered model")}, facts=facts)
