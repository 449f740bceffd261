"""Units that may stand apart from their number; any other word must touch it."""

from .syntax import DurationUnit

_TIMES = ("ns", "us", "µs", "\N{GREEK SMALL LETTER MU}s", "ms", "s", "sec", "min", "h", "d")
_SIZES = ("B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "g", "kg", "px")
_POWERS = ("Hz", "kHz", "MHz", "GHz", "W", "kW", "J", "kJ", "Wh", "kWh", "°C")
_RATES = ("fps", "rows", "rows/s", "req/s", "tokens", "tokens/s", "samples/s", "it/s")
_MONEY = ("€", "$", "£", "EUR", "USD", "GBP")
KNOWN_UNITS = frozenset((*_TIMES, *_SIZES, *_POWERS, *_RATES, *_MONEY))

_DURATION_WORDS = {
    DurationUnit.MINUTES: ("m", "min", "mins", "minute", "minutes"),
    DurationUnit.HOURS: ("h", "hour", "hours"),
    DurationUnit.DAYS: ("d", "day", "days"),
    DurationUnit.WEEKS: ("w", "week", "weeks"),
}


def duration_unit(word: str) -> DurationUnit | None:
    """Read `d`, `day` or `Days`; None for anything else."""
    for unit, words in _DURATION_WORDS.items():
        if word.lower() in words:
            return unit
    return None
