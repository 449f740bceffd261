"""What people type about deliverables."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.deliverables.models import DeliverableFacts, Kind, Review
from assay.deliverables.models.comment import MOST_TEXT
from assay.deliverables.models.deliverable import MOST_PURPOSE, MOST_REASON, MOST_TITLE
from assay.deliverables.models.review import MOST_ANSWER, MOST_CHECK
from assay.deliverables.models.signer import MOST_NOTE
from assay.projects.fields import DayField
from assay.projects.models import Phase, Project, Stakeholder
from assay.projects.readers import readers_of

if TYPE_CHECKING:
    from assay.projects.parties import Party


class FactsForm(forms.Form):
    """The facts of a deliverable; `version` is the one that was read."""

    title = forms.CharField(label=_("Title"), max_length=MOST_TITLE)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=MOST_PURPOSE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who reads it, and what they decide by it."),
    )
    phase = forms.ModelChoiceField(Phase.objects.none(), label=_("Phase"), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.DOCUMENT)
    due_on = DayField(label=_("Due"), required=False)
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label=_("Responsible"), required=False, empty_label=_("Nobody yet")
    )
    review = forms.ChoiceField(label=_("Before it can be signed"), choices=Review.choices, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False)

    def __init__(self, *args: Any, project: Project, now_in: int = 0, **options: Any) -> None:
        super().__init__(*args, **options)
        phases, people = self.fields["phase"], self.fields["responsible"]
        # A retired phase is kept by what it owes already.
        phases.queryset = project.phases.filter(Q(retired_at=None) | Q(pk=now_in)).order_by("position")  # type: ignore[attr-defined]
        people.queryset = readers_of(project)  # type: ignore[attr-defined]

    @property
    def facts(self) -> DeliverableFacts:
        given = {name: self.cleaned_data[name] for name in DeliverableFacts.__dataclass_fields__}
        return DeliverableFacts(**given)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=MOST_REASON)


class WrittenForm(forms.Form):
    """Something to attach, as it is called or where it is."""

    what = forms.CharField(label=_("Key of a task, id of a run, or an address"), max_length=1000)
    title = forms.CharField(label=_("How it is called"), max_length=200, required=False)


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=MOST_TEXT, widget=forms.Textarea)


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=MOST_NOTE, required=False)


class CheckForm(forms.Form):
    text = forms.CharField(label=_("New line"), max_length=MOST_CHECK)


class TickForm(forms.Form):
    """A line of the check list: met or not, and how."""

    done = forms.BooleanField(required=False)
    answer = forms.CharField(max_length=MOST_ANSWER, required=False)


class PartyForm(forms.Form):
    """A person (`person-3`) or a stakeholder (`stakeholder-2`) of the project."""

    party = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        people, named = list(readers_of(project)), list(project.stakeholders.present().by_name())
        self.known: dict[str, Person | Stakeholder] = {f"person-{one.pk}": one for one in people}
        self.known |= {f"stakeholder-{one.pk}": one for one in named}
        groups = [(_("Stakeholders"), _pairs("stakeholder", named)), (_("In the workspace"), _pairs("person", people))]
        self.fields["party"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> "Party":
        return self.known[self.cleaned_data["party"]]


def _pairs(kind: str, parties: "list[Any]") -> list[tuple[str, str]]:
    return [(f"{kind}-{one.pk}", one.name) for one in parties]
