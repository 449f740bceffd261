"""What search knows of registered models: the model's own words. Those of a version may come of a run that not
everybody who sees the model may see.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.registry.models import RegisteredModel
from assay.search.sources import Audience, Group, Part, Source, Text

GROUPS = (Group("model", gettext_lazy("Models"), "model", 40),)
LABELS = {"tag": gettext_lazy("Tag")}


def texts(ids: Sequence[str]) -> list[Text]:
    models = RegisteredModel.objects.alive().filter(pk__in=[int(one) for one in ids]).prefetch_related("tags")
    return [_text(model) for model in models]


def all_ids() -> Iterable[str]:
    return (str(pk) for pk in RegisteredModel.objects.alive().values_list("pk", flat=True))


def _text(model: RegisteredModel) -> Text:
    return Text(
        kind="model",
        subject_id=str(model.pk),
        workspace_id=model.workspace_id,
        project_id=model.project_id,
        audience=Audience.WRITERS,
        title=model.name,
        url=reverse("registry:model", args=[model.name]),
        parts=(
            Part("description", model.description),
            *(Part("tag", f"{tag.key} = {tag.value}") for tag in model.tags.all()),
        ),
    )


MODELS = Source(subject_kind="model", texts=texts, ids=all_ids, groups=GROUPS, labels=LABELS)
