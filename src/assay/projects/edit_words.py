"""How the history says that a part of a project was edited."""

from typing import Any

from django.utils.translation import gettext as _


def edited(name: str, changes: dict[str, list[Any]], what: str) -> str:
    """Say the change that matters most: a new name, another place, else that something changed."""
    if "name" in changes:
        return _("renamed %(what)s %(before)s to %(name)s") % {"what": what, "before": changes["name"][0], "name": name}
    if "position" in changes:
        return _("moved %(what)s %(name)s") % {"what": what, "name": name}
    return _("edited %(what)s %(name)s") % {"what": what, "name": name}
