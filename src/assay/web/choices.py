"""What a field of a form offers."""

from typing import Any

from django.forms.models import ModelChoiceIterator


def choices_of(bound: Any) -> Any:
    """Return the choices of a bound field, none for a field without.

    Those that are rows are read once: by itself Django asks the database again for each look at them, as for the
    question whether the first one is empty.
    """
    choices = getattr(bound.field, "choices", [])
    if isinstance(choices, ModelChoiceIterator):
        choices = bound.field.choices = list(
            iter(choices)
        )  # of the iterator itself: else its length is asked for first
    return choices
