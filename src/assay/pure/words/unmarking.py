"""Texts without the marks of Markdown, to print a line of one; nothing is parsed, so what only looks like one stays."""

import re

# What begins a line: headings, quotes, lists, boxes to tick.
_BEGINS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]?)+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_AROUND = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|__|_|~~|`)(?=\S)([^*`~\n]{1,300}?)(?<=\S)\1(?!\w)")


def unmarked(text: str) -> str:
    """Return the text without marks of headings, lists, quotes, emphasis, code and links; lines stay lines."""
    # Looking for a sign is much faster than for a pattern, and most texts have few marks.
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    text = _BEGINS.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if any(sign in text for sign in "*_~`"):
        text = _AROUND.sub(r"\2", _AROUND.sub(r"\2", text))
    return text
