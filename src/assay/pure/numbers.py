"""Numbers as they are shown on screen, and as JSON holds them."""

import math
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
THIN = "\N{NARROW NO-BREAK SPACE}"
_SIGNIFICANT = 4
_DECIMALS = 4


def short_number(x: float) -> str:
    """Write a metric's value: `.818`, `.050`, `12.5`, `12 346`, `1.2e15`, `NaN`, `∞`.

    At most four significant digits and, from .001 up, four decimals; no digit before the point is lost below
    1e15. Below 1 there is no leading zero and at least three decimals, so that columns line up. The minus is the
    real one.
    """
    if math.isnan(x):
        return "NaN"
    size = _size(abs(x))
    return MINUS + size if x < 0 and size != "0" else size


def plain_decimal(x: Decimal) -> str:
    """Write a decimal as people type it: `2.5`, `40`."""
    return f"{x.normalize():f}"


def in_json(value: float | None) -> float | str:
    """Return a metric's value as JSON can hold it; None, which stands for NaN in a summary, is that again."""
    if value is None or math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def _size(x: float) -> str:
    if math.isinf(x):
        return "∞"
    if x == 0:
        return "0"
    if x < 1e-4 or x >= 1e15:
        return _scientific(x)
    if 1e-3 <= x < 1:
        x = round(x, _DECIMALS)  # more than four decimals of a metric is noise to the eye
    # Round first: .99996 becomes 1 and must not be written like a number below 1.
    rounded = float(f"{x:.{_SIGNIFICANT}g}") if x < 1000 else float(f"{x:.0f}")
    return _below_one(rounded) if rounded < 1 else _from_one(rounded)


def _scientific(x: float) -> str:
    digits, exponent = f"{x:.{_SIGNIFICANT - 1}e}".split("e")
    sign = MINUS if exponent.startswith("-") else ""
    return f"{digits.rstrip('0').rstrip('.')}e{sign}{exponent[1:].lstrip('0')}"


def _below_one(x: float) -> str:
    decimals = f"{x:.8f}"[1:].rstrip("0")
    return decimals.ljust(len(".000"), "0")


def _from_one(x: float) -> str:
    whole, _, decimals = f"{x:.3f}".partition(".")
    decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", THIN)
    return f"{grouped}.{decimals}" if decimals else grouped
