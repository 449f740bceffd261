"""Formulas in LaTeX as MathML, which browsers draw themselves, without a script or a font of ours.

The elements come from latex2mathml, but what they may be called and hold is decided here, and letters are escaped
as the tree is written: a formula is what somebody typed.
"""

from collections.abc import Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element

from markupsafe import Markup

MOST_LETTERS = 2_000
_TAGS = """math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle
    msub msubsup msup mtable mtd mtext mtr munder munderover none"""
_ATTRIBUTES = """accent accentunder columnalign depth display displaystyle fence form height linethickness lspace
    mathvariant maxsize minsize movablelimits notation rowspacing columnspacing rspace scriptlevel separator stretchy
    symmetric tabindex voffset width"""
TAGS, ATTRIBUTES = frozenset(_TAGS.split()), frozenset(_ATTRIBUTES.split())
# Environments that latex2mathml knows under another name.
_ALIKE = {"aligned": "align*", "gather": "align*", "gathered": "align*", "equation": "align*", "equation*": "align*"}


class NoFormula(ValueError):
    """The text is no formula that can be drawn."""


def mathml(latex: str, *, display: bool) -> Markup:
    """Return the formula as MathML. Raises `NoFormula` for what is wrong, too long or too deep."""
    from latex2mathml.converter import convert_to_element

    if not latex.strip() or len(latex) > MOST_LETTERS:
        raise NoFormula(latex[:60])
    for ours, theirs in _ALIKE.items():
        for side in ("begin", "end"):
            latex = latex.replace(f"\\{side}{{{ours}}}", f"\\{side}{{{theirs}}}")
    try:
        tree = convert_to_element(latex, display="block" if display else "inline")
        if display:
            tree.set("tabindex", "0")  # a long one scrolls in its own frame, which the keyboard must reach
        return Markup("".join(_written(tree)))  # noqa: S704 - escaped piece by piece
    except Exception as error:  # the library raises whatever its parser stumbles over
        raise NoFormula(latex[:60]) from error


def _written(element: Element) -> Iterator[str]:
    """Write known elements with known attributes; of others only what is inside."""
    is_known = element.tag in TAGS
    if is_known:
        facts = [f' {name}="{escape(unescape(value))}"' for name, value in element.attrib.items() if name in ATTRIBUTES]
        yield f"<{element.tag}{''.join(facts)}>"
    yield escape(unescape(element.text or ""))
    for child in element:
        yield from _written(child)
        yield escape(unescape(child.tail or ""))
    if is_known:
        yield f"</{element.tag}>"
