"""Parts that domains add to the bar above each page."""

_parts: list[str] = []
_finder: list[str] = []


def register_topbar(template: str) -> None:
    """Show a template in the bar of each signed-in page, left of the person. Call it in `AppConfig.ready()`."""
    _parts.append(template)


def topbar_parts() -> list[str]:
    return list(_parts)


def register_finder(template: str) -> None:
    """Show a template in the middle of the bar: the field that finds everything."""
    _finder[:] = [template]


def finder() -> str:
    return _finder[0] if _finder else ""
