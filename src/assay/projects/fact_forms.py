"""Forms for what a project says of itself: one fact at a time, people it is for, checks, decisions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assay.accounts.models import Person
from assay.projects.fields import DayField
from assay.projects.forms import LeadField
from assay.projects.models import DecisionKind, Project, ReadinessAnswer, ReadinessArea, ReadinessCheck, Stakeholder

# The facts that are edited on their own, by the name in the address.
FACTS: dict[str, tuple[str, ...]] = {
    "goal": ("goal",),
    "measure": ("measure",),
    "proxy-trap": ("proxy_trap",),
    "status": ("status",),
    "lead": ("lead",),
    "dates": ("starts_on", "decision_due_on", "ends_on"),
}


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FactForm(forms.Form):
    """One of `FACTS`. `version` is what the person saw."""

    goal = forms.CharField(
        label=_("Goal in one sentence"),
        max_length=240,
        required=False,
        help_text=_("What changes for whom, like: find leavers 30 days ahead so that care can call."),
    )
    measure = forms.CharField(
        label=_("Business measure it serves"),
        max_length=240,
        required=False,
        help_text=_("With where it is now, like: monthly leavers, now 2.1 %."),
    )
    proxy_trap = forms.CharField(
        label=_("Proxy trap"),
        max_length=600,
        required=False,
        widget=_lines(3),
        help_text=_(
            "What can look better while the goal gets worse, like: we optimise clicks, but want customers who stay."
        ),
    )
    status = forms.CharField(
        label=_("Where it stands, in one line"),
        max_length=240,
        required=False,
        help_text=_("Shown with your name and the time. Earlier ones stay in the history."),
    )
    lead = LeadField()
    starts_on = DayField(label=_("Starts"), required=False)
    decision_due_on = DayField(label=_("Next decision due"), required=False)
    ends_on = DayField(label=_("Wished end"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, fact: str, data: Any = None, *, project: Project, reader: Person) -> None:
        kept = FACTS[fact]
        first = {name: getattr(project, name) for name in kept if name != "lead"}
        super().__init__(data, initial=first | {"lead": project.lead_id, "version": project.version})
        for name in set(self.fields) - {*kept, "version"}:
            del self.fields[name]
        lead = self.fields.get("lead")
        if isinstance(lead, LeadField):
            lead.offer(reader, and_also=project.lead_id)


class StakeholderForm(forms.Form):
    """Somebody the project is for."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(
        label=_("Stands for"), max_length=120, required=False, help_text=_("Like: pays for it, uses it in care.")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    @classmethod
    def of(cls, one: Stakeholder, data: Any = None) -> "StakeholderForm":
        return cls(data, initial={"name": one.name, "role": one.role, "email": one.email})


class NewCheckForm(forms.Form):
    """One more question to ask."""

    area = forms.ChoiceField(label=_("List"), choices=ReadinessArea.choices)
    name = forms.CharField(label=_("In a word or two"), max_length=60)
    question = forms.CharField(label=_("The question"), max_length=240, required=False)


class CheckForm(forms.Form):
    """An answer to a check."""

    answer = forms.ChoiceField(label=_("Answer"), choices=ReadinessAnswer.choices)
    note = forms.CharField(label=_("Note"), max_length=240, required=False)
    due_on = DayField(label=_("Due"), required=False)

    @classmethod
    def of(cls, check: ReadinessCheck, data: Any = None) -> "CheckForm":
        return cls(data, initial={"answer": check.answer, "note": check.note, "due_on": check.due_on})


class DecisionForm(forms.Form):
    """A decision to record."""

    kind = forms.ChoiceField(label=_("Decision"), choices=DecisionKind.choices)
    what = forms.CharField(
        label=_("What, in one sentence"),
        max_length=160,
        required=False,
        help_text=_("Needed for “Something else”; elsewhere it says of what."),
    )
    why = forms.CharField(label=_("Why"), max_length=5000, widget=_lines(4))
    evidence = forms.CharField(
        label=_("On what evidence"),
        max_length=5000,
        required=False,
        widget=_lines(3),
        help_text=_("Keys like ML-12 and ids of runs become links."),
    )
    next_due_on = DayField(
        required=False, label=_("Next decision due"), help_text=_("The one that was due is settled by this decision.")
    )


class RevocationForm(forms.Form):
    because = forms.CharField(label=_("Why it no longer holds"), max_length=5000, widget=_lines(3))
