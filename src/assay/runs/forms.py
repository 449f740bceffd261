"""What people type on the pages of runs."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assay.accounts.models import Person
from assay.runs.stopping import BECAUSE_LENGTH
from assay.tasks.models import Task

LONGEST_KEY = 40
UID = re.compile(r"[0-9a-f]{32}")
MOST_AT_ONCE = 200


class KeyField(forms.CharField):
    """The key of a task that the reader may see, in any spelling; cleans to the task."""

    def __init__(self, *, reader: Person, **options: Any) -> None:
        super().__init__(max_length=LONGEST_KEY, **options)
        self.reader = reader

    def clean(self, value: Any) -> Task | None:
        key = super().clean(value)
        if not key:
            return None
        task = Task.objects.visible_to(self.reader).with_key(key).select_related("project").first()
        if task is None:
            raise ValidationError(_("No task here has the key %(key)s.") % {"key": key}, code="unknown")
        return task


class UidsField(forms.Field):
    """Runs that were ticked, by their uid."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[str]:
        uids: list[str] = super().clean(value or [])
        if len(uids) > MOST_AT_ONCE or not all(UID.fullmatch(uid) for uid in uids):
            raise ValidationError(_("Tick up to %(most)d runs of the list.") % {"most": MOST_AT_ONCE})
        return uids


class LinkForm(forms.Form):
    """To which task a run belongs."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, reader: Person) -> None:
        super().__init__(data)
        self.fields["key"] = KeyField(label=gettext_lazy("Task key"), reader=reader)

    @property
    def task(self) -> Task:
        task: Task = self.cleaned_data["key"]
        return task


class LinkSelectedForm(LinkForm):
    """To which task several runs of the inbox belong."""

    run = UidsField(
        label=gettext_lazy("Runs"), error_messages={"required": gettext_lazy("Tick the runs to link first.")}
    )


class AsideForm(forms.Form):
    """Runs of the inbox to put aside, or with `back` to take back."""

    run = UidsField(label=gettext_lazy("Runs"), error_messages={"required": gettext_lazy("Tick the runs first.")})
    back = forms.BooleanField(required=False)


class StopForm(forms.Form):
    """Why a training should stop, if one likes to say."""

    because = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=BECAUSE_LENGTH)
