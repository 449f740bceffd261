"""The form macros with real Django forms."""

from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils.translation import gettext_lazy as _

PAGE = """{% from "web/ui.html" import bound_field, form_errors %}{{ form_errors(form) }}
{% for bound in form %}{{ bound_field(bound) }}{% endfor %}"""


class Plan(forms.Form):
    title = forms.CharField(max_length=80, help_text=_("One sentence"))
    about = forms.CharField(widget=forms.Textarea, required=False)
    due_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    phase = forms.ChoiceField(choices=[("1", _("Research")), ("2", _("Modeling"))])
    kind = forms.ChoiceField(choices=[(_("Work"), [("task", _("Task"))]), ("other", "Other")])
    labels = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    outcome = forms.ChoiceField(widget=forms.RadioSelect, choices=[("keep", "Keep"), ("drop", "Drop")])
    is_private = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> None:
        raise forms.ValidationError("Nothing fits.")


def drawn(form: forms.Form) -> str:
    return str(engines["jinja2"].from_string(PAGE).render({"form": form}))


@pytest.fixture
def wrong() -> str:
    sent: dict[str, Any] = {
        "title": "",
        "about": "<b>text</b>",
        "phase": "2",
        "labels": ["a", "c"],
        "outcome": "drop",
        "is_private": "on",
        "version": "3",
    }
    return drawn(Plan(sent))


def test_a_field_says_what_to_change_and_is_tied_to_it(wrong: str) -> None:
    assert 'aria-invalid="true"' in wrong
    assert 'aria-describedby="id_title-error id_title-hint"' in wrong
    assert 'id="id_title-error"' in wrong
    assert "This field is required." in wrong


def test_what_the_person_typed_is_kept(wrong: str) -> None:
    assert "&lt;b&gt;text&lt;/b&gt;" in wrong
    assert '<option value="2" selected>' in wrong
    assert wrong.count(" selected") == 3
    assert 'value="drop" checked' in wrong
    assert 'name="is_private" checked=""' in wrong or 'checked=""' in wrong
    assert '<input type="hidden" name="version" value="3">' in wrong


def test_the_form_as_a_whole_can_be_wrong(wrong: str) -> None:
    assert 'role="alert"' in wrong
    assert "Nothing fits." in wrong


def test_groups_of_choices_are_groups() -> None:
    html = drawn(Plan())
    assert '<optgroup label="Work">' in html
    assert '<option value="other">Other</option>' in html
    assert "multiple" in html
    assert "optional" in html
