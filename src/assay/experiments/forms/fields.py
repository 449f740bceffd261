"""Fields that the forms of an experiment share: lines of a language, rows of pairs, the number of a run."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from assay.experiments.lines import BadLines, Mistake


class LinesField(forms.CharField):
    """A text of lines; its clean value is what the lines mean, its error the mistakes in them."""

    def __init__(self, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea, max_length=8000, strip=False, **options)
        self.read = read

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.read(text)
        except BadLines as error:
            raise forms.ValidationError([_LineError(mistake) for mistake in error.mistakes]) from error


class _LineError(forms.ValidationError):
    """A mistake in a line; the form keeps it to point at the place."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(str(mistake), code="line")
        self.mistake = mistake


class PointingForm(forms.Form):
    """A form with fields of lines, which can show where in them something is wrong."""

    @property
    def mistakes(self) -> Mapping[str, list[Mistake]]:
        """The mistakes by field, in the order of their lines."""
        return {
            name: [error.mistake for error in errors.as_data() if isinstance(error, _LineError)]
            for name, errors in self.errors.items()
        }


class RunNumberField(forms.CharField):
    """The number of a run, as people say it: `812`, `Run 812`, `#812`."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text.strip():
            return None
        if (number := run_number(text)) is None:
            raise forms.ValidationError(_("Write the number of a run, such as 12."))
        return number


def run_number(text: str) -> int | None:
    """Return the number that a text about a run begins with; None for any other text."""
    number = text.strip().lower().removeprefix("run").strip(" #").partition(" ")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) <= 9 else None


class PairsWidget(forms.Widget):
    """Rows of two values each, sent as two lists of the same length; a program sends pairs."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__()
        self.first, self.second = first, second

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        if not isinstance(data, QueryDict):
            return list(data.get(name, ()))
        left, right = data.getlist(self.first), data.getlist(self.second)
        return [(one, right[row] if row < len(right) else "") for row, one in enumerate(left)]
