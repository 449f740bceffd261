"""What people send of a history from another tracker: the file and where it goes, then what it is taken for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.workflows import SIX_PHASES, Workflow


class ChangelogForm(forms.Form):
    """The file, and the project it comes to; nothing chosen begins a new one."""

    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Into"),
        required=False,
        to_field_name="key",
        empty_label=_("A new project, with a board of its statuses"),
    )
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("One row a change of status: issue, from, to, time."),
        error_messages={"empty": _("The file is empty: export the changes again, with their row of headings.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, reader: Person, project: str = "") -> None:
        super().__init__(data, files, initial={"project": project})
        projects = Project.objects.visible_to(reader).order_by("name", "pk")
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]


class NewPlaceForm(forms.Form):
    """The project that a history begins; `was` is the key of the issues, where another one is offered."""

    name = forms.CharField(label=_("Name of the project"), max_length=80)
    key = forms.CharField(
        label=_("Key"),
        max_length=8,
        required=False,
        help_text=_("Tasks keep the numbers of their issues. Empty: made from the name."),
    )
    workflow = forms.ChoiceField(label=_("Phases"), help_text=_("All tasks come to the first one."))

    def __init__(self, data: Any = None, *, workflows: Sequence[Workflow], key: str = "", was: str = "") -> None:
        super().__init__(data, initial={"workflow": SIX_PHASES, "key": key})
        self.fields["workflow"].choices = [(flow.slug, flow.name) for flow in workflows]  # type: ignore[attr-defined]
        if key != was:
            said = _("%(was)s is taken here: %(was)s-1 becomes %(key)s-1, numbers stay.")
            self.fields["key"].help_text = said % {"was": was, "key": key}
