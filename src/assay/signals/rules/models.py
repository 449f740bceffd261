"""Rules of models that serve."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.kit.pages import address_of
from assay.signals.rules.rule import Found, Rule
from assay.signals.scene import Scene
from assay.signals.signal import About, Action, Urgency


def _stale(scene: Scene) -> Iterator[Found]:
    days = scene.thresholds.model_days
    for one in scene.serving:
        age = (scene.at - one.created_at).days
        if days is not None and age > days:
            says = _("%(model)s %(number)d is in production and %(age)d days old.")
            url = address_of("registry:model", one.model)
            about = About("model", str(one.model_id), one.model, url)
            told = says % {"model": one.model, "number": one.number, "age": age}
            action = Action(_("Check it, or plan a retraining"), url)
            yield Found(about, one.project_id, told, one.created_at + timedelta(days=days), action)


RULES = (
    Rule(
        slug="stale-model",
        name=gettext_lazy("Stale model"),
        sentence=gettext_lazy(
            "The newest version of a model that is in production (its stage, or an alias champion, production, prod or "
            "live) was registered more than {days} days ago."
        ),
        icon="stale",
        urgency=Urgency.WATCH,
        of="model",
        find=_stale,
        threshold="model_days",
    ),
)
