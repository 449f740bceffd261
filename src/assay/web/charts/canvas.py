"""A place to draw on: marks with places and classes, which are written with style sheets or with colours of their own.

Letters are measured by the widths of Inter, so that names are cut and pushed apart before they lie on each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

Place = tuple[float, float]
SIZE = 11.5  # of letters, in the units of the drawing
LINE = 15.0
NARROW = 480

# Widths of the letters from space to tilde, in hundredths of their size.
_WIDTHS = (
    "28 29 47 63 64 98 64 30 36 36 50 66 29 46 29 36 63 63 63 63 65 63 63 63 63 63 29 30 66 66 66 51 "
    "97 69 65 73 72 60 59 75 74 27 57 67 57 90 75 76 64 76 64 64 65 74 69 99 68 68 63 36 36 36 47 46 "
    "32 56 61 57 61 58 37 61 59 24 24 55 24 88 59 60 61 61 38 53 33 59 56 82 55 56 55 43 33 43 66"
)
WIDTH_OF = {chr(32 + at): int(width) / 100 for at, width in enumerate(_WIDTHS.split())}
_OTHER, _WIDE, _WIDEST = 0.75, 1.05, 1.12


def width_of(text: str, *, size: float = SIZE, is_strong: bool = False) -> float:
    """How wide a text is when drawn; rather too much than too little."""
    letters = sum([WIDTH_OF.get(letter) or (_WIDE if ord(letter) > 0x1100 else _OTHER) for letter in text])
    return letters * size * (1.06 if is_strong else 1.0)


@lru_cache(maxsize=4096)
def fitted(text: str, width: float, *, is_strong: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    text = " ".join(text[:400].split())
    if len(text) * _WIDEST * SIZE <= width or width_of(text, is_strong=is_strong) <= width:
        return text
    while text and width_of(f"{text}…", is_strong=is_strong) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


class Mark(NamedTuple):
    """One element of the drawing. `says` is what one reads on hover; `url` leads to what it is about."""

    tag: str
    css: str
    places: dict[str, float | str]
    text: str = ""
    says: str = ""
    url: str = ""


@dataclass
class Canvas:
    """Collects marks in the order in which they lie on each other; spots for the pointer come last."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)
    spots: list[Mark] = field(default_factory=list)
    # Spots next to each other along one axis, where only the place across counts.
    is_along: bool = False

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW

    def line(self, css: str, start: Place, end: Place) -> None:
        self.path(css, f"M{_n(start[0])} {_n(start[1])}L{_n(end[0])} {_n(end[1])}")

    def path(self, css: str, d: str, *, says: str = "") -> None:
        self.marks.append(Mark("path", css, {"d": d}, says=says))

    def dot(self, css: str, at: Place, *, r: float = 4) -> None:
        self.marks.append(Mark("circle", css, {"cx": at[0], "cy": at[1], "r": r}))

    def box(self, css: str, at: Place, size: Place, *, radius: float = 0) -> None:
        places: dict[str, float | str] = {"x": at[0], "y": at[1], "width": max(size[0], 0.0), "height": max(size[1], 0)}
        self.marks.append(Mark("rect", css, places | ({"rx": radius} if radius else {})))

    def text(self, css: str, at: Place, text: str, *, url: str = "") -> None:
        self.marks.append(Mark("text", css, {"x": at[0], "y": at[1]}, text=text, url=url))

    def spot(self, at: Place, says: str, *, url: str = "", r: float = 7) -> None:
        """Say something where the pointer comes near."""
        self.spots.append(Mark("circle", "spot", {"cx": at[0], "cy": at[1], "r": r}, says=says, url=url))

    def stripe(self, start: Place, size: Place, says: str, *, url: str = "") -> None:
        """Say something while the pointer is above a stretch of the drawing."""
        places: dict[str, float | str] = {"x": start[0], "y": start[1], "width": size[0], "height": size[1]}
        self.spots.append(Mark("rect", "spot", places, says=says, url=url))


def path_through(points: Sequence[Place]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def stepped(points: Sequence[Place]) -> list[Place]:
    """Go across to each point at the height of the one before."""
    corners = [corner for (_x, y), then in pairwise(points) for corner in ((then[0], y), then)]
    return [points[0], *corners]


def area_between(upper: Sequence[Place], lower: Sequence[Place]) -> str:
    return path_through([*upper, *reversed(lower)]) + "Z"


@lru_cache(maxsize=8192)
def _n(number: float) -> str:
    return f"{round(number, 1):g}"
