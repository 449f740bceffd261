"""What was done to many tasks, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def titles_of_acts() -> dict[str, str]:
    """Return what each act is called, in the order they are offered."""
    return {
        "column": _("Move to"),
        "assignee": _("Assignee"),
        "phase": _("Phase"),
        "label": _("Add a label"),
        "unlabel": _("Take a label off"),
        "discipline": _("Discipline"),
        "estimate": _("Estimate"),
        "archive": _("Archive"),
        "trash": _("Move to the trash"),
        "board": _("Put back on the board"),
    }


def told(name: str, value: str, count: int) -> str:
    """Return the sentence for a thing that was done to `count` tasks."""
    if name == "assignee" and not value:
        value = _("nobody")
    words = {
        "column": ngettext("%(count)d moved to %(value)s", "%(count)d moved to %(value)s", count),
        "assignee": ngettext("%(count)d given to %(value)s", "%(count)d given to %(value)s", count),
        "phase": ngettext("%(count)d put into %(value)s", "%(count)d put into %(value)s", count),
        "label": ngettext("%(count)d labelled %(value)s", "%(count)d labelled %(value)s", count),
        "unlabel": ngettext("%(value)s taken off %(count)d", "%(value)s taken off %(count)d", count),
        "archive": ngettext("%(count)d archived", "%(count)d archived", count),
        "trash": ngettext("%(count)d put into the trash", "%(count)d put into the trash", count),
        "board": ngettext("%(count)d back on the board", "%(count)d back on the board", count),
    }
    changed = ngettext("%(count)d changed", "%(count)d changed", count)
    return words.get(name, changed) % {"count": count, "value": value}


def undone_in_words(count: int) -> str:
    return ngettext("%(count)d as it was before", "%(count)d as they were before", count) % {"count": count}
