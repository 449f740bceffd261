"""Drawings as SVG: in a page coloured by its style sheet, alone with colours of their own (light)."""

import re
from functools import cache
from html import escape

from markupsafe import Markup

from assay.web.charts.canvas import LINE, SIZE, Canvas, Mark, width_of
from assay.web.charts.figure import Drawable

PAGE_WIDTHS = (520, 340)
WIDE_WIDTHS = (1080, 520, 340)
FILE_WIDTH = 800
_EDGE, _TITLE = 20.0, 15.0

# The light theme of tokens.css, for what is read without our style sheet.
COLOURS = {
    "ink": "#1c2433",
    "ink-2": "#4c535f",
    "ink-3": "#666c75",
    "control": "#82868e",
    "line": "#dde0e3",
    "line-2": "#ebedef",
    "raised": "#ffffff",
    "accent": "#2d5ed4",
    "good": "#067132",
    "warn": "#955300",
    "bad": "#be2323",
    "s1": "#1f6dd8",
    "s2": "#be6517",
    "s3": "#118659",
    "s4": "#a4349f",
    "s5": "#008b96",
    "s6": "#7b57c8",
    "s7": "#7c7d0f",
    "s8": "#c82d40",
}
# How a class looks without a style sheet; `hue` is the colour of the mark's other class.
PAINTS = {
    "grid": {"stroke": "line-2"},
    "axis": {"stroke": "line"},
    "ln": {"fill": "none", "stroke": "hue", "stroke-width": "2", "stroke-linejoin": "round", "stroke-linecap": "round"},
    "ln--thin": {"stroke-width": "1.5"},
    "ln--2": {"stroke-dasharray": "6 3"},
    "ln--3": {"stroke-dasharray": "2 3"},
    "ln--4": {"stroke-dasharray": "8 3 2 3"},
    "ln--target": {"fill": "none", "stroke": "ink-2", "stroke-width": "1.25", "stroke-dasharray": "4 3"},
    "ln--base": {"fill": "none", "stroke": "control", "stroke-width": "1.25"},
    "ln--now": {"fill": "none", "stroke": "ink-3", "stroke-dasharray": "2 3"},
    "ln--tick": {"fill": "none", "stroke": "ink-3"},
    "area": {"fill": "hue", "fill-opacity": ".6"},
    "area--1": {"fill-opacity": ".14"},
    "area--2": {"fill-opacity": ".2"},
    "area--3": {"fill-opacity": ".3"},
    "area--soft": {"fill-opacity": ".22"},
    "area--full": {"fill-opacity": "1"},
    "ln--wished": {"fill": "none", "stroke": "warn", "stroke-width": "1.5"},
    "ln--sure": {"fill": "none", "stroke": "ink", "stroke-width": "2"},
    "ln--span": {"fill": "none", "stroke": "ink", "stroke-width": "1.25"},
    "ln--raw": {"stroke-opacity": ".3"},
    "hatch": {"fill": "none", "stroke": "ink-2", "stroke-width": "1", "stroke-opacity": ".55"},
    "pt": {"fill": "hue"},
    "pt--soft": {"fill": "hue", "fill-opacity": ".55"},
    "pt--hollow": {"fill": "raised", "stroke": "hue", "stroke-width": "1.5"},
    "pt--ring": {"fill": "hue", "stroke": "raised", "stroke-width": "2"},
    "pt--bad": {"fill": "bad"},
    "pts": {"fill": "none", "stroke": "hue", "stroke-width": "5", "stroke-linecap": "round", "stroke-opacity": ".5"},
    "pts--bad": {"stroke": "bad"},
    "x--bad": {"fill": "none", "stroke": "bad", "stroke-width": "2", "stroke-linecap": "round"},
    "band": {"fill": "ink", "fill-opacity": ".05"},
    "strong": {"fill": "ink", "font-weight": "600"},
    "on": {"fill": "hue", "font-weight": "600"},
    "end": {"text-anchor": "end"},
    "mid": {"text-anchor": "middle"},
}
# What XML cannot hold, and what no text may hold.
_BAD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without what no XML may hold: control characters and halves of surrogate pairs."""
    return _BAD.sub("\N{REPLACEMENT CHARACTER}", text)


def page_svgs(chart: Drawable, *, is_wide: bool = False) -> list[Markup]:
    """One drawing for each width of the place it may stand in, the widest first; none if there is nothing to draw."""
    found = []
    for width in WIDE_WIDTHS if is_wide else PAGE_WIDTHS:
        canvas = Canvas(width, chart.height(width))
        if not chart.draw(canvas):
            return []
        found.append(_page_svg(chart, canvas))
    return found


def alone(chart: Drawable, *, width: int = FILE_WIDTH) -> str:
    """The whole chart with title and note as one SVG that needs nothing else."""
    canvas = Canvas(width - 2 * _EDGE, chart.height(width - 2 * _EDGE))
    if not chart.draw(canvas):
        canvas = Canvas(canvas.width, LINE * 2)
        canvas.text("", (0, LINE), chart.missing)
    head, deep = _head(chart, canvas.width)
    moved = f'<g transform="translate({_EDGE:g} {deep:g})">{_drawn_alone(canvas)}</g>'
    return _file(f"<title>{_escaped(chart.title)}</title>", head + moved, width, deep + canvas.height + _EDGE)


def _drawn_alone(canvas: Canvas) -> str:
    return "".join(_element(mark, is_alone=True) for mark in canvas.marks)


def _file(title: str, drawn: str, width: float, height: float) -> str:
    """An SVG on white."""
    size = f'width="{width:g}" height="{height:.1f}"'
    letters = f'font-family="Inter, Arial, sans-serif" font-size="{SIZE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:g} {height:.1f}" {letters}>'
        f'{title}<rect {size} fill="{COLOURS["raised"]}"/>{drawn}</svg>'
    )


def wrapped(text: str, width: float, *, size: float, is_strong: bool = False, most: int = 3) -> list[str]:
    """The text in lines no wider than `width`; what does not fit the last one is cut."""
    lines = [""]
    for word in clean(text)[:1000].split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size=size, is_strong=is_strong) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return [_cut(line, width, size, is_strong=is_strong) for line in kept if line]


def _cut(line: str, width: float, size: float, *, is_strong: bool) -> str:
    if width_of(line, size=size, is_strong=is_strong) <= width:
        return line
    while line and width_of(f"{line}…", size=size, is_strong=is_strong) > width:
        line = line[:-1]
    return f"{line}…"


def _head(chart: Drawable, width: float) -> tuple[str, float]:
    """Title and note above the drawing, and where the drawing begins."""
    found, y = [], 14.0
    lines = [(line, _TITLE, 600, "ink", 20) for line in wrapped(chart.title, width, size=_TITLE, is_strong=True)]
    lines += [(line, 12.0, 400, "ink-3", 17) for line in wrapped(chart.said, width, size=12)]
    for line, size, weight, colour, high in lines:
        y += high
        looks = f'font-size="{size:g}" font-weight="{weight}" fill="{COLOURS[colour]}"'
        found.append(f'<text x="{_EDGE:g}" y="{y:g}" {looks}>{_escaped(line)}</text>')
    return "".join(found), y + 16


def _page_svg(chart: Drawable, canvas: Canvas) -> Markup:
    size = "narrow" if canvas.is_narrow else "wide" if canvas.width > PAGE_WIDTHS[0] else "middle"
    drawn = "".join(_element(mark) for mark in [*canvas.marks, *canvas.spots])
    along = ' data-along=""' if canvas.is_along else ""
    said = _escaped(f"{chart.title}. {chart.said}")
    return Markup(  # noqa: S704  every text in it went through _escaped
        f'<svg class="chart plot__svg plot__svg--{size}" viewBox="0 0 {canvas.width:g} {canvas.height:g}" role="img"'
        f' aria-label="{said}"{along}>{drawn}</svg>'
    )


def _element(mark: Mark, *, is_alone: bool = False) -> str:
    """One element. Texts are escaped here by hand: `Markup.format` takes most of the time of a page of charts."""
    looks = _paint(mark.css, mark.tag) if is_alone else f' class="{mark.css}"' if mark.css else ""
    places = "".join(f' {name}="{_written(value)}"' for name, value in mark.places.items())
    url = f' data-url="{_escaped(mark.url)}"' if mark.url and not is_alone else ""
    says = f"<title>{_escaped(mark.says)}</title>" if mark.says and not is_alone else ""
    return f"<{mark.tag}{looks}{places}{url}>{says}{_escaped(mark.text)}</{mark.tag}>"


def _escaped(text: str) -> str:
    return escape(clean(text), quote=True) if text else ""


@cache
def _paint(css: str, tag: str) -> str:
    """The colours of a mark of these classes as attributes."""
    classes = css.split()
    hue = next((f"s{name[4:]}" for name in classes if name.startswith("hue-")), "s1" if tag != "text" else "ink-2")
    looks = {"fill": "ink-3"} if tag == "text" else {}
    for name in classes:
        looks |= PAINTS.get(name, {})
    names = COLOURS | {"hue": COLOURS[hue]}
    return "".join(f' {name}="{names.get(value, value)}"' for name, value in looks.items())


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
