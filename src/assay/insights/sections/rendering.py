"""Parts of a page as markup. What rests on the ways of many tasks is drawn once for each state that these are in."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assay.insights.address import Address
from assay.insights.look import Look
from assay.insights.queries import Computed, computed
from assay.insights.sections.section import Area, Section, sections

# Some tens of kilobytes each.
MOST_KEPT = 300


@dataclass(frozen=True)
class Part:
    """A section with what it shows of this look, and what its figure rests on."""

    section: Section
    told: dict[str, Any]
    computed: Computed | None


@dataclass(frozen=True)
class Page:
    """The parts of one tab."""

    look: Look
    address: Address

    def parts(self, area: Area) -> list[SafeString]:
        return list(filter(None, (self._part(one) for one in sections(self.address.tab) if one.area == area)))

    def _part(self, section: Section) -> SafeString:
        """Return nothing for a section that has nothing to show."""
        if not section.rests_on or self.look.project is not None:
            return self._drawn(section)
        key = (section.name, self._asked, self._ways if section.rests_on == "ways" else self._experiments)
        known = _kept.get(key)
        return known if known is not None else _kept.put(key, self._drawn(section))

    def _drawn(self, section: Section) -> SafeString:
        told = section.context(self.look)
        if told is None:
            return SafeString("")
        counted = section.counted_in(self.look)
        part = Part(section, told, computed(counted) if counted else None)
        context = {"part": part, "address": self.address, "project": self.look.project}
        return SafeString(render_to_string(section.template, context))

    @cached_property
    def _asked(self) -> Hashable:
        """All that the parts hang on besides the work itself."""
        look = self.look
        own = look.reader.pk if look.asked.is_own else None
        return (look.ids, look.asked, own, look.today, look.calendar, get_language())

    @cached_property
    def _ways(self) -> Hashable:
        return tuple(self.look.marks)

    @cached_property
    def _experiments(self) -> Hashable:
        return tuple(one.state for one in self.look.asked_in)


class _Kept:
    """Markup by what it hangs on; what was longest not asked for goes first."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, SafeString] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> SafeString | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, key: Hashable, markup: SafeString) -> SafeString:
        with self._lock:
            self._known[key] = markup
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        return markup


_kept = _Kept()
