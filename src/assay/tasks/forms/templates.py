"""The form of a team's own template."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assay.accounts.models.person import Discipline
from assay.tasks.forms.parts import steps_in
from assay.tasks.forms.tasks import MOST_DESCRIPTION
from assay.tasks.keys import TaskKind
from assay.tasks.kind_templates import Template
from assay.tasks.models.check import MOST_TEXT
from assay.tasks.models.kind_template import TemplateFacts
from assay.tasks.models.task.listing import MOST_CHECKS

MOST_LABELS, MOST_LABEL = 20, 60


class TemplateForm(forms.Form):
    """What a task of the kind begins with. Steps and labels stand one a line."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TaskKind.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=MOST_DESCRIPTION,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("Markdown. Headings with a line of what belongs there work best."),
    )
    checks = forms.CharField(
        label=gettext_lazy("Check list"),
        required=False,
        max_length=MOST_CHECKS * MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One step a line."),
    )
    discipline = forms.ChoiceField(
        label=gettext_lazy("Discipline"),
        required=False,
        choices=[("", gettext_lazy("Any")), *Discipline.choices],
    )
    estimate_days = forms.DecimalField(
        label=gettext_lazy("Estimate, days"),
        required=False,
        min_value=Decimal("0.1"),
        max_value=Decimal(5),
        max_digits=3,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )
    labels = forms.CharField(
        label=gettext_lazy("Labels"),
        required=False,
        max_length=MOST_LABELS * MOST_LABEL,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One a line. A project that does not have one goes without it."),
    )

    @classmethod
    def of(cls, template: Template, data: Mapping[str, Any] | None = None) -> "TemplateForm":
        lines = {"checks": "\n".join(template.checks), "labels": "\n".join(template.labels)}
        names = ("kind", "name", "description", "discipline", "estimate_days")
        return cls(data, initial={name: getattr(template, name) for name in names} | lines)

    def clean_checks(self) -> tuple[str, ...]:
        return tuple(steps_in(self.cleaned_data["checks"]))

    def clean_labels(self) -> tuple[str, ...]:
        names = [line.strip()[:MOST_LABEL] for line in self.cleaned_data["labels"].splitlines()]
        return tuple(dict.fromkeys(name for name in names if name))[:MOST_LABELS]

    @property
    def facts(self) -> TemplateFacts:
        """What a valid form says."""
        return TemplateFacts(**self.cleaned_data)
