"""The form by which somebody shares."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assay.kit.mail import has_mail
from assay.projects.models import Project, Stakeholder
from assay.sharing.models import Wish
from assay.sharing.models.confirmation import MOST_NOTE
from assay.sharing.models.link import MOST_REASON
from assay.sharing.models.wish import USUAL_DAYS
from assay.sharing.things import Name

MOST_SAID = 10_000
NEW = "new"
DAYS = [("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days")), ("180", _("180 days")), ("365", _("a year"))]


class ShareForm(forms.Form):
    """With whom, what they may do, until when. Somebody new is named in the same step."""

    stakeholder = forms.ChoiceField(label=_("With whom"))
    name = forms.CharField(
        label=_("Name of somebody new"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("Their mail"),
        max_length=254,
        required=False,
        help_text=_("A code goes there before they approve something."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    can_comment = forms.BooleanField(label=_("They may comment"), required=False, initial=True)
    can_sign = forms.BooleanField(label=_("They may approve, or ask for changes"), required=False, initial=True)
    days = forms.TypedChoiceField(label=_("Open for"), choices=DAYS, coerce=int, initial=str(USUAL_DAYS))
    by_mail = forms.BooleanField(label=_("Send them the link by mail"), required=False)

    def __init__(self, data: Any = None, *, project: Project, opens: list[Name]) -> None:
        super().__init__(data)
        self.opens = opens
        self.people = {str(one.pk): one for one in project.stakeholders.present().by_name()}
        if not has_mail():
            del self.fields["by_mail"]
            self.fields["email"].help_text = ""
        self._offer()

    def _offer(self) -> None:
        """Offer whom the project knows, the first one chosen; without any, only the name of somebody new is asked.

        As somebody is chosen from the start, a name or mail that is typed goes before the choice.
        """
        if not self.people:
            del self.fields["stakeholder"]
            self.fields["name"].label = _("With whom")
            return
        known = [(number, one.name) for number, one in self.people.items()]
        self.fields["stakeholder"].choices = [*known, (NEW, _("Somebody new"))]  # type: ignore[attr-defined]
        self.fields["stakeholder"].initial = known[0][0]
        self.fields["stakeholder"].help_text = _("Whoever you name below goes before this choice.")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        name, email = found.get("name", "").strip(), found.get("email", "")
        known = None if name or email else self.people.get(found.get("stakeholder", ""))
        if known is None and not name and not {"name", "stakeholder"} & set(self.errors):
            self.add_error("name", ValidationError(_("Say with whom: a name.")))
        email = known.email if known else email
        if found.get("by_mail") and not email and "email" not in self.errors:
            field = "by_mail" if known else "email"
            self.add_error(field, ValidationError(_("No mail address of theirs is known. Copy the link instead.")))
        return found | {"known": known, "name": name}

    @property
    def wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(self.opens, given["can_comment"], given["can_sign"], given["days"])


class RevocationForm(forms.Form):
    reason = forms.CharField(max_length=MOST_REASON, required=False)


class SayForm(forms.Form):
    """What somebody says of a thing that was shared with them."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something first.")},
    )


class ChangesForm(SayForm):
    """What has to be changed before it can be approved."""

    text = forms.CharField(
        label=_("What should change"),
        max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what should change.")},
    )
    prefix = "changes"


class SignForm(forms.Form):
    """An approval. `seen` is the digest of what the page showed; a name stands in where no code can be sent."""

    note = forms.CharField(label=_("A note"), max_length=MOST_NOTE, required=False)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    prefix = "sign"

    def __init__(self, data: Any = None, *, reader: Stakeholder, needs_code: bool, seen: str = "") -> None:
        super().__init__(data, initial={"seen": seen})
        self.reader = reader
        if needs_code:
            del self.fields["name"]

    def clean_name(self) -> str:
        given = str(self.cleaned_data["name"])
        if _plain(given) != _plain(self.reader.name):
            raise ValidationError(_("Type your name as it stands here: %(name)s"), params={"name": self.reader.name})
        return given


class CodeForm(forms.Form):
    """Six digits; spaces and dashes between them do not matter."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": ""}),
    )

    def clean_code(self) -> str:
        return re.sub(r"[\s-]", "", str(self.cleaned_data["code"]))


def _plain(name: str) -> str:
    """A name without accents and case, so that nobody fails at them."""
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).casefold().split())
