"""Forms of projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.accounts.models.person import Role
from assay.projects.models import Project
from assay.projects.workflows import SIX_PHASES, Workflow


class LeadField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes none
    """Whoever may write can lead."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), label=_("Lead"), **options)

    def offer(self, reader: Person, *, and_also: int | None = None) -> None:
        """Offer the present people of the reader's workspace; keep who leads now, even if they left."""
        people = Person.objects.visible_to(reader)
        leading = people.present().exclude(role=Role.GUEST)
        self.queryset = (leading | people.filter(pk=and_also or 0)).by_name()


class FactsForm(forms.Form):
    """What a project is about."""

    name = forms.CharField(label=_("Name"), max_length=80)
    goal = forms.CharField(
        label=_("Goal in one sentence"),
        max_length=240,
        required=False,
        help_text=_("What changes for whom, like: find leavers 30 days ahead so that care can call."),
    )
    lead = LeadField()
    is_private = forms.BooleanField(
        label=_("Private: only owners, leads and the people named on it see the project"), required=False
    )


class NewProjectForm(FactsForm):
    """A project to be. An empty key is made from the name."""

    key = forms.CharField(
        label=_("Key"),
        max_length=8,
        required=False,
        help_text=_("Begins every task key, as ML in ML-12. Empty: made from the name."),
    )
    workflow = forms.ChoiceField(label=_("Workflow"), initial=SIX_PHASES, widget=forms.RadioSelect)
    field_order = ("name", "key", "goal", "lead", "is_private", "workflow")

    def __init__(self, data: Any = None, *, reader: Person, workflows: list[Workflow], first: str = SIX_PHASES) -> None:
        super().__init__(data, initial={"lead": reader.pk, "workflow": first})
        _offer(self, reader)
        self.fields["workflow"].choices = [(flow.slug, flow.name) for flow in workflows]  # type: ignore[attr-defined]


class ProjectForm(FactsForm):
    """The facts of a project that exists. `version` is what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, project: Project, reader: Person) -> None:
        super().__init__(data, initial=facts_of(project))
        _offer(self, reader, and_also=project.lead_id)


class MemberForm(forms.Form):
    """Somebody to name on the project."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"), empty_label=_("Choose"))

    def __init__(self, *args: Any, project: Project, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.visible_to(reader).present().exclude(memberships__project=project)
        self.fields["person"].queryset = others.by_name()  # type: ignore[attr-defined]


def facts_of(project: Project) -> dict[str, Any]:
    """Return the facts as the form holds them."""
    return {
        "name": project.name,
        "goal": project.goal,
        "lead": project.lead_id,
        "is_private": project.is_private,
        "version": project.version,
    }


def _offer(form: forms.Form, reader: Person, *, and_also: int | None = None) -> None:
    field = form.fields["lead"]
    if isinstance(field, LeadField):
        field.offer(reader, and_also=and_also)
