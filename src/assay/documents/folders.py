"""Folders are paths of names; nobody makes or removes them, documents lie in them."""

from django.utils.translation import gettext as _

MOST_LETTERS, MOST_DEEP = 200, 6


class BadFolder(ValueError):
    """This cannot be a folder; the message says why."""


def cleaned(path: str) -> str:
    """Return the path with tidy names: `/ Reports //2026/` is `Reports/2026`. Raises `BadFolder`."""
    names = [" ".join(name.split()) for name in path.replace("\\", "/").split("/")]
    found = [name for name in names if name]
    if any(name in {".", ".."} or not name.isprintable() for name in found):
        raise BadFolder(_("A folder's name is made of letters, digits and signs, not of dots alone."))
    if len(found) > MOST_DEEP or len("/".join(found)) > MOST_LETTERS:
        raise BadFolder(
            _("Folders lie at most %(deep)d deep, their names together have at most %(most)d letters.")
            % {"deep": MOST_DEEP, "most": MOST_LETTERS}
        )
    return "/".join(found)


def is_within(folder: str, outer: str) -> bool:
    """Whether the folder is the outer one or lies in it."""
    return not outer or folder == outer or folder.startswith(f"{outer}/")


def child_of(folder: str, outer: str) -> str:
    """Return the folder directly in `outer` through which `folder` is reached; empty for `outer` itself."""
    if folder == outer or not is_within(folder, outer):
        return ""
    start = len(outer) + 1 if outer else 0
    return folder[: start + len(folder[start:].split("/", 1)[0])]
