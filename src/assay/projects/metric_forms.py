"""The form of a metric definition."""

import math
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.projects.models import MetricDefinition, MetricDirection, MetricFacts, MetricRole
from assay.pure.criteria import MESSAGES, CriterionError, MetricRef, parse_metric
from assay.pure.numbers import MINUS

_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")


class MetricField(forms.CharField):
    """A metric as criteria name it; cleans to the name and the split."""

    def clean(self, value: Any) -> MetricRef:
        try:
            found = parse_metric(super().clean(value))
        except CriterionError as error:
            message, hint = MESSAGES[error.code]
            raise forms.ValidationError(f"{message} {hint}".format(**error.params)) from error
        if len(found.name) > 250 or len(found.split or "") > 80:
            raise forms.ValidationError(_("The name is too long."))
        return found


class MetricNumberField(forms.CharField):
    """A value of the metric as it is logged; `85 %` is .85, as in criteria."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=60, **options)

    def prepare_value(self, value: Any) -> Any:
        return repr(value).removesuffix(".0") if isinstance(value, float) else value

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).replace(MINUS, "-").replace(" ", "")
        if not text:
            return None
        number, percent = text.removesuffix("%"), text.endswith("%")
        if not _NUMBER.fullmatch(number) or not math.isfinite(float(number)):
            raise forms.ValidationError(_("Write a number with a point, such as 0.85 or 85 %."))
        return float(number) / 100 if percent else float(number)


class MetricForm(forms.Form):
    """A definition as it shall be. `version` is what the person saw; a new one has none."""

    metric = MetricField(
        label=gettext_lazy("Metric"),
        max_length=280,
        help_text=gettext_lazy("As runs log it and criteria name it: f1, or f1 on test for one split."),
    )
    title = forms.CharField(
        label=gettext_lazy("In plain words"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For people who never open a run: Leavers found in 200 calls."),
    )
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=MetricDirection.choices)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=MetricRole.choices, initial=MetricRole.OTHER, widget=forms.RadioSelect
    )
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=20, required=False, help_text=gettext_lazy("ms, €, calls …")
    )
    is_share = forms.BooleanField(label=gettext_lazy("A share: .818 is shown as 81.8 %"), required=False)
    target = MetricNumberField(label=gettext_lazy("Target"))
    baseline = MetricNumberField(label=gettext_lazy("Baseline"), help_text=gettext_lazy("What there is today."))
    limit = MetricNumberField(
        label=gettext_lazy("Limit of a guardrail"), help_text=gettext_lazy("The value it must not cross.")
    )
    formula = forms.CharField(
        label=gettext_lazy("Formula"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Markdown, with math between dollar signs."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)

    @classmethod
    def of(cls, metric: MetricDefinition, data: Any = None) -> "MetricForm":
        first = {name: getattr(metric, name, "") for name in cls.base_fields}
        return cls(data, initial=first | {"metric": str(metric)}, auto_id=f"metric-{metric.pk}-%s")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("role") == MetricRole.GUARDRAIL and said.get("limit") is None and "limit" not in self.errors:
            self.add_error("limit", _("Say which value the guardrail must not cross."))
        return said

    @property
    def facts(self) -> MetricFacts:
        said = dict(self.cleaned_data)
        said.pop("version")
        metric = said.pop("metric")
        return MetricFacts(key=metric.name, split=metric.split or "", **said)
