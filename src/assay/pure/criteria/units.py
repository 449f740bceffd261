"""Units that may stand apart from their number; any other word must touch it."""

from .syntax import DurationUnit

KNOWN_UNITS = frozenset(
    "ns us µs μs ms s sec min h d B kB KB MB GB TB KiB MiB GiB TiB Hz kHz MHz GHz W kW Wh kWh J kJ g kg "
    "px fps rows req/s rows/s tokens tokens/s samples/s it/s € $ £ EUR USD GBP °C".split()
)

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
