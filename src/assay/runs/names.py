"""Names for runs whose script gave none."""

import random
import re

_QUALITIES = (
    "amber brisk calm clever crisp dapper eager early fair fleet gentle glad grand hardy honest keen lively lucid "
    "mellow merry neat nimble patient plain polite proud quick quiet ready rustic silent sincere smooth spry "
    "steady stout subtle sunny tidy upbeat vivid warm wise witty"
)
_ANIMALS = (
    "badger beaver bison bittern crane curlew dipper dormouse egret elk falcon ferret finch gannet gull hare heron "
    "ibex jackdaw kestrel kite lark lynx marten mole moose newt nuthatch osprey otter owl petrel plover puffin "
    "raven robin seal shrew snipe stoat swift tern toad vole wagtail weasel wren"
)

_DRAWN = re.compile(r"[a-z]+-[a-z]+-[0-9]{1,3}")


def is_drawn(name: str) -> bool:
    """Say whether a name looks drawn at random, by us or by an MLflow client, and so tells nothing."""
    return bool(_DRAWN.fullmatch(name))


def random_name(*, rng: random.Random | None = None) -> str:
    """Return a name like `calm-otter-412`."""
    dice = rng or random.SystemRandom()
    return f"{dice.choice(_QUALITIES.split())}-{dice.choice(_ANIMALS.split())}-{dice.randrange(1000)}"
