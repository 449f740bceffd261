"""What the library is asked by its address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assay.experiments.models.experiment.outcomes import Kept, Outcome
from assay.experiments.wording import headline
from assay.pure.verdict import State

_ANY = [("", gettext_lazy("any"))]


class LibraryForm(forms.Form):
    """Filters; what does not fit one is said beside it and narrows nothing."""

    q = forms.CharField(required=False, max_length=500, label=gettext_lazy("Words"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("Outcome"), choices=[*_ANY, *Outcome.choices])
    kept = forms.ChoiceField(required=False, label=gettext_lazy("Kept"), choices=[*_ANY, *Kept.choices])
    verdict = forms.ChoiceField(required=False, label=gettext_lazy("Verdict"))
    project = forms.ChoiceField(required=False, label=gettext_lazy("Project"))
    phase = forms.ChoiceField(required=False, label=gettext_lazy("Phase"))
    person = forms.ChoiceField(required=False, label=gettext_lazy("Person"))
    dataset = forms.CharField(required=False, max_length=200, label=gettext_lazy("Data"))
    metric = forms.CharField(required=False, max_length=250, label=gettext_lazy("Metric"))
    since = forms.DateField(required=False, label=gettext_lazy("From"))
    until = forms.DateField(required=False, label=gettext_lazy("To"))

    def __init__(self, data: Any, *, projects: Any, facets: Any) -> None:
        super().__init__(data)
        choices = {
            "verdict": [(state.value, headline(state.value)) for state in State],
            "project": projects,
            "phase": facets["phases"],
            "person": facets["people"],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
            field.choices = [*_ANY, *offered]

    @property
    def asked(self) -> dict[str, Any]:
        """The filters that were understood."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.keys() - {"q", "project"})
