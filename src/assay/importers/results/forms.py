"""What people send of a table of results: the file and its experiment, then what its columns are."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.tasks.models import Task


class ResultsForm(forms.Form):
    """The file, and the task that the runs come to."""

    task = forms.CharField(label=gettext_lazy("Experiment or task"), max_length=40, help_text="ML-EXP-05")
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("One row a run, or one a step."),
        error_messages={"empty": gettext_lazy("The file is empty: write it again, with its row of headings.")},
    )

    def __init__(self, *args: Any, project: Project, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tasks = Task.objects.visible_to(reader).filter(project=project).select_related("project__workspace")

    def clean_task(self) -> Task:
        task = self._tasks.with_key(self.cleaned_data["task"]).first()
        if task is None:
            raise forms.ValidationError(_("No task of this project has this key."))
        return task
