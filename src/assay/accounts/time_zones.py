"""Time zones by their IANA names."""

import zoneinfo
from datetime import tzinfo
from functools import cache, lru_cache

from django.utils.translation import gettext as _

# Other names of zones that have a better one.
_ODD = ("Etc/", "SystemV/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")


@cache
def time_zones() -> list[str]:
    """The names people know, `Europe/Lisbon`; other names of the same zones are taken too, but not offered."""
    return sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(_ODD))


def known_time_zone(name: str) -> str:
    """Return the name, or nothing for none. Raises `ValueError`."""
    if name and name not in zoneinfo.available_timezones():
        raise ValueError(_("No time zone has this name. Choose one like Europe/Lisbon."))
    return name


@lru_cache(maxsize=200)
def zone_named(name: str) -> tzinfo | None:
    """Return the time zone; None for no name, or one this machine does not know."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
