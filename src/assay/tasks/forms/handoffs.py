"""Forms of a hand-off: handing over, asking back, answering, offering to somebody else."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.accounts.models.person import Discipline
from assay.projects.models import Phase, Project
from assay.tasks import carrying
from assay.tasks.forms.tasks import MOST_COMMENT, MOST_DESCRIPTION, MOST_TITLE
from assay.tasks.keys import TaskKind
from assay.tasks.models import Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.models.handoff.model import MOST_BUDGET
from assay.tasks.phases import phase_for
from assay.tasks.taking import may_take

KINDS = [(value, label) for value, label in TaskKind.choices if value != TaskKind.EXPERIMENT]
# What is handed over goes to engineering first.
FIRST = Discipline.ML_ENGINEERING


class ToField(forms.ChoiceField):
    """A discipline that somebody has, or a person: `discipline:ml-engineering`, `person:7`."""

    def offer(self, project: Project) -> None:
        """Let those be chosen who may take tasks of the project."""
        self.people = {person.pk: person for person in may_take(project)}
        held = {person.discipline for person in self.people.values()}
        disciplines = [(f"discipline:{value}", label) for value, label in Discipline.choices if value in held]
        people = [(f"person:{person.pk}", person.name) for person in self.people.values()]
        self.choices = [(_("Whoever takes it of"), disciplines), (_("People"), people)]
        known = dict(disciplines)
        self.initial = next((value for value in (f"discipline:{FIRST}", *known) if value in known), people[0][0])

    def recipient(self, value: str) -> Recipient:
        what, _colon, which = value.partition(":")
        return Recipient(person=self.people[int(which)]) if what == "person" else Recipient(discipline=which)


class OfferAgainForm(forms.Form):
    to = ToField(label=gettext_lazy("Hand over to"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, project: Project) -> None:
        super().__init__(data)
        self.to_field.offer(project)

    @property
    def to_field(self) -> ToField:
        field: Any = self.fields["to"]
        found: ToField = field
        return found

    def clean_to(self) -> Recipient:
        return self.to_field.recipient(self.cleaned_data["to"])


class HandOverForm(OfferAgainForm):
    """Everything a hand-off needs; what is known stands in it already."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=MOST_TITLE)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial=TaskKind.PRODUCTIZATION)
    phase = forms.ModelChoiceField(label=gettext_lazy("Phase"), queryset=Phase.objects.none(), empty_label=None)
    origin = forms.ChoiceField(label=gettext_lazy("Model run"), required=False)
    memory = forms.CharField(
        label=gettext_lazy("Memory budget"),
        max_length=MOST_BUDGET,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("512 MB per worker")}),
    )
    latency = forms.CharField(
        label=gettext_lazy("Latency budget"),
        max_length=MOST_BUDGET,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("50 ms p95 at 20 requests a second")}),
    )
    open_questions = forms.CharField(
        label=gettext_lazy("Open questions"),
        max_length=MOST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": gettext_lazy("What nobody knows yet")}),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=MOST_DESCRIPTION,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Markdown."),
    )

    def __init__(self, source: Task, data: Mapping[str, Any] | None = None, *, reader: Person) -> None:
        super().__init__(data, project=source.project)
        self.source, self.reader, self.known = source, reader, carrying.Carrying(source, reader)
        self.order_fields(["to", "title", "kind", "phase", "origin"])
        phases = source.project.phases.present().in_order()
        listed = list(phases)
        self.origins = self.known.origins()
        fields: dict[str, Any] = self.fields
        fields["phase"].queryset = phases
        fields["phase"].choices = [(phase.pk, str(phase)) for phase in listed]  # read once
        fields["origin"].choices = [(one.id, one.title) for one in self.origins] + [("", _("Without a run"))]
        self.initial = first_values(source, self.known, phases=listed)

    @property
    def carried(self) -> list[carrying.FactShown]:
        """What goes along with the run that is chosen now, to be looked at before."""
        chosen = str(self["origin"].value() or "") if self.is_bound else self._proposed
        return carrying.shown(carrying.as_data(self.known.facts(chosen)), self.reader)

    @property
    def _proposed(self) -> str:
        return self.origins[0].id if self.origins else ""

    def offer(self, *, by: Person) -> Handoff:
        """Hand over by a valid form. Raises what `Handoff.offer` raises."""
        return Handoff.offer(self.source, Offer(**self.cleaned_data), by=by)


class SayForm(forms.Form):
    """A question, or its answer."""

    text = forms.CharField(
        label=gettext_lazy("What you want to know"),
        max_length=MOST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write it first.")},
    )


def first_values(source: Task, known: carrying.Carrying, *, phases: list[Phase]) -> dict[str, Any]:
    """Return what the form proposes."""
    begun = _("Takes over from %(key)s, *%(title)s*.") % {"key": source.key, "title": source.title}
    story = known.story()
    return {
        "title": (_("Bring to production: %(title)s") % {"title": source.title})[:MOST_TITLE],
        "kind": TaskKind.PRODUCTIZATION,
        "phase": phase_for(TaskKind.PRODUCTIZATION, source.phase, phases),
        "description": f"{begun}\n\n{story}" if story else begun,
    }
