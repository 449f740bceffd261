"""Forms that end a phase and open it again."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.projects.models import ExitAnswer, Phase

MOST_NOTE, MOST_REASON = 500, 2000
_ANSWERS = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class ExitForm(forms.Form):
    """The exit questions of a phase, each with an answer and a note, and why it is done all the same.

    Each question is sent along, so that an answer never stands at a question that was edited meanwhile.
    """

    reason = forms.CharField(
        label=gettext_lazy("Why it is done all the same"),
        max_length=MOST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, phase: Phase) -> None:
        super().__init__(data)
        self.questions: list[str] = list(phase.exit_questions)
        for number, question in enumerate(self.questions):
            self.fields[f"question_{number}"] = forms.CharField(widget=forms.HiddenInput, initial=question)
            self.fields[f"answer_{number}"] = forms.ChoiceField(label=question, choices=_ANSWERS)
            self.fields[f"answer_{number}"].error_messages["required"] = _("Answer yes or no.")
            self.fields[f"note_{number}"] = forms.CharField(
                label=gettext_lazy("Note"), max_length=MOST_NOTE, required=False
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return question, answer and note of each, as fields."""
        names = ("question", "answer", "note")
        return [
            (self[f"{names[0]}_{number}"], self[f"{names[1]}_{number}"], self[f"{names[2]}_{number}"])
            for number in range(len(self.questions))
        ]

    @property
    def answers(self) -> list[ExitAnswer]:
        said = self.cleaned_data
        return [
            ExitAnswer(said[f"question_{n}"], yes=said[f"answer_{n}"] == "yes", note=said[f"note_{n}"])
            for n in range(len(self.questions))
        ]


class ReopenForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why it is opened again"),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
