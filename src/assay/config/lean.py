"""A quicker start and a smaller server. Importing this, before anything of Django, begins it; `settled` ends it.

Without the collector, which would look through what is just being loaded for garbage: a tenth of the start. And
without the test client and all behind it: ninja takes one signal from `django.test`, whose package loads them. Until
`settled` an empty package stands in its place; whoever asks for it later gets the real one.
"""

import gc
import sys
from pathlib import Path
from types import ModuleType

import django

gc.disable()
_tools = ModuleType("django.test")
_tools.__path__ = [str(Path(django.__path__[0], "test"))]
sys.modules.setdefault("django.test", _tools)


def settled() -> None:
    """Keep all that is loaded from the collector, which else walks over it while it looks at an answer's rows."""
    if sys.modules["django.test"] is _tools:
        del sys.modules["django.test"]
    gc.collect()
    gc.freeze()
    gc.enable()
