"""What models, aliases and tags may be called. The rules are MLflow's, as its clients build addresses from names."""

import posixpath
import re

from django.utils.translation import gettext as _

from assay.runs.limits import checked_key, checked_text

NAME_LENGTH = 256
ALIAS_LENGTH = 255
DESCRIPTION_LENGTH = 5000
TAG_VALUE_LENGTH = 100_000
LATEST = "latest"
_ALIAS = re.compile(r"[\w-]+")
_VERSION = re.compile(r"[vV]\d+")


class BadName(ValueError):
    """A model or alias cannot have this name; the message says why."""


def checked_name(name: str) -> str:
    """Return the name of a model if it can be one. Raises `BadName` and `BadValue`."""
    if not name.strip():
        raise BadName(_("Give the model a name."))
    if "/" in name or ":" in name:
        raise BadName(_("The name of a model cannot hold / or :, as addresses like models:/churn/1 are made of it."))
    if posixpath.normpath(name) != name or name.startswith("."):
        raise BadName(_("The name of a model cannot begin with a dot."))
    return checked_text(name, what=_("name of the model"), most=NAME_LENGTH)


def checked_alias(alias: str) -> str:
    """Return an alias if it can be one. Raises `BadName`."""
    if not _ALIAS.fullmatch(alias):
        raise BadName(_("An alias is made of letters, digits, - and _, like champion."))
    if len(alias) > ALIAS_LENGTH:
        raise BadName(_("An alias has at most %(most)d characters.") % {"most": ALIAS_LENGTH})
    if alias.lower() == LATEST or _VERSION.fullmatch(alias):
        raise BadName(_("%(alias)s is kept for the versions themselves. Choose another alias.") % {"alias": alias})
    return alias


def checked_description(text: str) -> str:
    return checked_text(text, what=_("description"), most=DESCRIPTION_LENGTH)


def checked_tag(key: str, value: str) -> tuple[str, str]:
    """Return a tag if it can be stored. Raises `BadValue`."""
    return checked_key(key, what=_("tag")), checked_text(value, what=_("value of the tag"), most=TAG_VALUE_LENGTH)
