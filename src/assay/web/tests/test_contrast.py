"""Contrast of the colour tokens in both themes, computed by WCAG from what tokens.css says."""

import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static/css/tokens.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]*)\), oklch\(([^)]*)\)\);")
SURFACES = ("canvas", "surface", "sunken", "raised")
TINTS = {"accent": "accent-tint", "good": "good-tint", "warn": "warn-tint", "bad": "bad-tint"}

Rgb = tuple[float, float, float]


def tokens(theme: str) -> dict[str, Rgb]:
    side = 2 if theme == "light" else 3
    return {found[1]: linear_rgb(*numbers(found[side])) for found in PAIR.finditer(TOKENS)}


def numbers(text: str) -> tuple[float, float, float]:
    lightness, chroma, hue = text.split()
    return float(lightness.rstrip("%")) / 100, float(chroma), float(hue)


def linear_rgb(lightness: float, chroma: float, hue: float) -> Rgb:
    """OKLCH to linear sRGB, clipped (Björn Ottosson's matrices)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (min(max(value, 0.0), 1.0) for value in rgb)
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in (one, other))
    return lights[1] / lights[0]


def test_the_measure_knows_black_on_white() -> None:
    assert contrast(linear_rgb(1, 0, 0), linear_rgb(0, 0, 0)) == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3", "accent", "good", "warn", "bad"])
def test_text_reads_well_on_every_surface(theme: str, ink: str) -> None:
    colours = tokens(theme)
    lowest = min(contrast(colours[ink], colours[surface]) for surface in SURFACES)
    assert lowest >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tone", list(TINTS))
def test_verdicts_read_well_on_their_tint(theme: str, tone: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[tone], colours[TINTS[tone]]) >= 4.5
    assert contrast(colours["ink-2"], colours[TINTS[tone]]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_text_of_the_main_button_reads_well(theme: str) -> None:
    colours = tokens(theme)
    assert contrast(colours["canvas"], colours["accent"]) >= 4.5
    assert contrast(colours["canvas"], colours["accent-strong"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["control", *(f"s{n}" for n in range(1, 9))])
def test_controls_and_series_stand_out(theme: str, mark: str) -> None:
    colours = tokens(theme)
    assert min(contrast(colours[mark], colours[surface]) for surface in ("canvas", "raised")) >= 3
