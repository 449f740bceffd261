"""Everything the page of one model shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from assay.accounts.models import Person
from assay.activity.feed import Entry, feed_about
from assay.kit.paging import newest_first
from assay.registry.loading import load_lines
from assay.registry.models import ModelAlias, ModelTag, ModelVersion, RegisteredModel
from assay.registry.queries.results import Answer, Measure, answers_of, measures_of
from assay.tasks.models import Task

PAGE = 25
HISTORY = 30
USUAL_ALIAS = "champion"


@dataclass(frozen=True)
class VersionRow:
    """A version with its aliases and what the run behind it achieved."""

    version: ModelVersion
    aliases: list[str]
    measure: Measure | None
    answer: Answer | None

    @property
    def task(self) -> Task | None:
        return self.version.run.task if self.version.run else None


@dataclass(frozen=True, kw_only=True)
class ModelPage:
    model: RegisteredModel
    rows: list[VersionRow]
    next: str
    aliases: list[ModelAlias]
    tags: list[ModelTag]
    code: str
    history: list[Entry]


def model_page(model: RegisteredModel, *, reader: Person, cursor: str = "") -> ModelPage:
    """Return what the page shows; versions come newest first. Raises `BadCursor`."""
    seen = ModelVersion.objects.visible_to(reader).alive().filter(model=model)
    page = newest_first(seen.select_related("run__task__project", "created_by"), cursor=cursor, size=PAGE)
    aliases = list(model.aliases.select_related("version").order_by("name"))
    return ModelPage(
        model=model,
        rows=_rows(page.items, aliases),
        next=page.next,
        aliases=aliases,
        tags=list(model.tags.order_by("key")),
        code=load_lines(model.name, _reference(page.items, aliases)) if page.items else "",
        history=feed_about(model.subject, reader=reader, most=HISTORY),
    )


def _rows(versions: Sequence[ModelVersion], aliases: Sequence[ModelAlias]) -> list[VersionRow]:
    runs = {version.run.pk: version.run for version in versions if version.run}
    measures = measures_of(runs.values())
    answers = answers_of({run.task_id for run in runs.values() if run.task_id})
    return [
        VersionRow(
            version=version,
            aliases=[alias.name for alias in aliases if alias.version_id == version.pk],
            measure=measures.get(version.run_id or 0),
            answer=answers.get((version.run.task_id if version.run else None) or 0),
        )
        for version in versions
    ]


def _reference(versions: Sequence[ModelVersion], aliases: Sequence[ModelAlias]) -> str:
    """How a program should name the version it loads: by alias if there is one, best by the usual one."""
    names = [alias.name for alias in aliases]
    if not names:
        return f"/{versions[0].number}"
    return f"@{USUAL_ALIAS if USUAL_ALIAS in names else names[0]}"
