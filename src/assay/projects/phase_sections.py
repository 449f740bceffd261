"""What higher domains show on the page of a phase. Register in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Phase


@dataclass(frozen=True)
class PhaseSection:
    """A part of the page. `context` returns what the template needs, or None to show nothing."""

    order: int
    template: str
    context: "Callable[[Phase, Person], dict[str, Any] | None]"


_sections: list[PhaseSection] = []


def register_phase_section(section: PhaseSection) -> None:
    """Add a part to the page of every phase."""
    _sections.append(section)


def rendered_sections(phase: "Phase", *, reader: "Person", request: HttpRequest) -> list[SafeString]:
    """Return the HTML of all parts that have something to show, in order."""
    in_order = sorted(_sections, key=lambda section: section.order)
    found = ((section, section.context(phase, reader)) for section in in_order)
    return [
        SafeString(render_to_string(section.template, context | {"phase": phase}, request=request))
        for section, context in found
        if context is not None
    ]
