"""What the registry gives along with a hand-off: as which versions the run's models are registered."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.registry.models import ModelVersion
from assay.tasks.carrying import Carrier, Fact

MOST_VERSIONS = 10
LABELS = {"model": gettext_lazy("Registered model")}


class ModelCarrier(Carrier):
    order = 30
    labels = LABELS

    def facts(self, origin: str) -> list[Fact]:
        if not origin:
            return []
        made = Q(run__uid=origin, run__task=self.task)
        made |= Q(logged_model__run__uid=origin, logged_model__run__task=self.task)
        seen = ModelVersion.objects.visible_to(self.reader).alive()
        versions = seen.filter(made).select_related("model").distinct().order_by("model__name", "-number")
        return [Fact("model", _words(one), "model", str(one.model_id)) for one in versions[:MOST_VERSIONS]]


def _words(version: ModelVersion) -> str:
    return _("%(model)s, version %(number)d") % {"model": version.model.name, "number": version.number}
