"""What search knows of the scratch list: each line, and what was learned from it."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from assay.experiments import searching
from assay.experiments.models import Scratch
from assay.search.sources import Group, Part, Source, Text, register_parts, register_source

GROUPS = (Group("scratch", gettext_lazy("Scratch lists"), "edit", 25),)


def texts(ids: Sequence[str]) -> list[Text]:
    """Lines of every state: also what was let go is worth finding."""
    found = Scratch.objects.filter(pk__in=[int(one) for one in ids])
    return [_text(one) for one in found.select_related("project", "group")]


def all_ids() -> Iterable[str]:
    return (str(pk) for pk in Scratch.objects.values_list("pk", flat=True).iterator(chunk_size=2000))


def _text(one: Scratch) -> Text:
    return Text(
        kind="scratch",
        subject_id=str(one.pk),
        workspace_id=one.project.workspace_id,
        project_id=one.project_id,
        title=one.text,
        url=reverse("experiments:scratch", args=[one.project.key]),
        codes=(one.name,),
        parts=(Part("learnings", one.learned),),
    )


SCRATCHES = Source(subject_kind="scratch", texts=texts, ids=all_ids, groups=GROUPS, labels={})


def register_words() -> None:
    """Let what experiments and scratch lists say be found."""
    register_parts("experiment", searching.parts_of_tasks, searching.LABELS)
    register_source(SCRATCHES)
