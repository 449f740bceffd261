"""Jinja2 for our own pages: where templates are found and what they can use."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2, Template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from jinja2 import Environment, StrictUndefined

from assay.pure.numbers import short_number
from assay.web import charts, figures, plots
from assay.web.choices import choices_of
from assay.web.finishing import finished
from assay.web.markdown import markdown
from assay.web.page_actions import page_actions
from assay.web.when import day, days, month_name, size, when

_registered: dict[str, Any] = {}


class DomainTemplates(Jinja2):
    """Looks only into the `templates` folders of our own apps; the rest belongs to Django's engine."""

    app_dirname = "templates"

    @cached_property
    def template_dirs(self) -> tuple[Any, ...]:
        folders = [Path(app.path) / self.app_dirname for app in apps.get_app_configs() if _is_ours(app.name)]
        return (*self.dirs, *(folder for folder in folders if folder.is_dir()))

    def get_template(self, template_name: str) -> "FinishedTemplate":
        return FinishedTemplate(super().get_template(template_name).template, self)


class FinishedTemplate(Template):
    """A template whose text the domains may finish (see `web.finishing`)."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        return finished(super().render(context, request), getattr(request, "person", None))


def register_global(name: str, value: Any) -> None:
    """Let a domain add a function to all templates. Call it in `AppConfig.ready()`."""
    _registered[name] = value


def environment(**options: Any) -> Environment:
    """The environment of settings.TEMPLATES; Django has put loader and autoescape into `options`."""
    settings = options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = Environment(extensions=["jinja2.ext.i18n"], **settings)  # noqa: S701 - Django asks for autoescape
    env.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        url=url,
        static=lru_cache(maxsize=None)(static),
        now=timezone.now,
        page_actions=page_actions,
        choices_of=choices_of,
        spark_shape=figures.spark_shape,
        gauge_shape=figures.gauge_shape,
        chart_shape=charts.chart_shape,
        chart_shown=charts.shown,
        chart_files=charts.files,
        scatter_shape=plots.scatter_shape,
        parallel_shape=plots.parallel_shape,
        **_registered,
    )
    env.filters.update(
        when=when, month=month_name, day=day, days=days, size=size, markdown=markdown, number=number, initials=initials
    )
    env.tests["group"] = lambda value: isinstance(value, list | tuple)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def number(value: float | None) -> str:
    """A metric value as people read it: four figures, no leading zero."""
    return "" if value is None else short_number(value)


def initials(name: str) -> str:
    """Two letters for an avatar: of the first and the last word, or the first two of one."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


def _is_ours(app: str) -> bool:
    return app == "assay" or app.startswith("assay.")
