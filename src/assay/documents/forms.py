"""What people type about documents."""

from django import forms
from django.utils.translation import gettext_lazy

from assay.documents.folders import BadFolder, cleaned
from assay.documents.models.commenting import MOST_COMMENT
from assay.documents.models.writing import MOST_TEXT, MOST_TITLE
from assay.documents.starters import starters


class FolderField(forms.CharField):
    """A path of folders, tidied."""

    def clean(self, value: object) -> str:
        path: str = super().clean(value)
        try:
            return cleaned(path)
        except BadFolder as fault:
            raise forms.ValidationError(str(fault)) from fault


def _title() -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Title"), max_length=MOST_TITLE)


def _folder() -> FolderField:
    return FolderField(
        label=gettext_lazy("Folder"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("A slash goes deeper: reports/2026. A new name makes a new folder."),
    )


class NewDocumentForm(forms.Form):
    """What a document begins with; without a title it takes the starter's."""

    starter = forms.ChoiceField(label=gettext_lazy("Begin with"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=MOST_TITLE, required=False)
    folder = _folder()

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.known = {one.slug: one for one in starters()}
        field = self.fields["starter"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [("", gettext_lazy("An empty page")), *((one.slug, one.title) for one in self.known.values())]

    def clean(self) -> dict[str, str]:
        given = self.cleaned_data
        starter = self.known.get(given.get("starter", ""))
        if starter:
            given["title"], given["text"] = given.get("title") or starter.title, starter.text
        elif not given.get("title") and "starter" not in self.errors:
            self.add_error("title", forms.ValidationError(gettext_lazy("Give the page a title.")))
        return given


def _note() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What changed"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Shown beside the version."),
    )


class WriteForm(forms.Form):
    """Title and text as they shall be; `version` is the one the writer began with."""

    title = _title()
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, max_length=MOST_TEXT, strip=False, widget=forms.Textarea
    )
    note = _note()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def clean_text(self) -> str:
        """Browsers send lines that end in CR LF; versions are compared line by line."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class DraftForm(WriteForm):
    """What somebody is in the middle of writing: a title may be missing."""

    title = forms.CharField(max_length=MOST_TITLE, required=False)


class FolderForm(forms.Form):
    folder = _folder()


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=MOST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )


class RenameForm(forms.Form):
    title = _title()


class UploadForm(forms.Form):
    """What is said of uploaded files."""

    folder = _folder()
    note = _note()
