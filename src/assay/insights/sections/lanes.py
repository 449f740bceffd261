"""Cards beside each other: each goes below the shorter of two columns, so that low ones leave no hole."""

import re
from collections.abc import Sequence

from django.utils.safestring import SafeString

# Title, note and foot of a card, one line of a list, and the drawing for half of the row.
_FRAME, _LINE = 130.0, 44.0
_DRAWN = re.compile(r'viewBox="0 0 520 ([\d.]+)"')


def in_lanes(cards: Sequence[SafeString]) -> list[list[SafeString]]:
    """Return the cards in at most two columns, the first ones on top of both."""
    lanes: list[list[SafeString]] = [[], []]
    deep = [0.0, 0.0]
    for card in cards:
        at = deep.index(min(deep))
        lanes[at].append(card)
        deep[at] += _height(card)
    return [lane for lane in lanes if lane]


def _height(card: SafeString) -> float:
    """About how high a card is drawn."""
    return _FRAME + sum(float(high) for high in _DRAWN.findall(card)) + _LINE * card.count("<li><span")
