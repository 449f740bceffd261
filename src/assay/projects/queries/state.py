"""Where a project stands, as its pages show it: readiness and decisions."""

from dataclasses import dataclass

from assay.projects.models import Decision, Project, ReadinessArea, ReadinessCheck


@dataclass(frozen=True)
class Readiness:
    """The checks of one area, in their order."""

    area: ReadinessArea
    checks: list[ReadinessCheck]

    @property
    def settled(self) -> list[ReadinessCheck]:
        return [check for check in self.checks if check.is_settled]

    @property
    def open(self) -> list[ReadinessCheck]:
        return [check for check in self.checks if not check.is_settled]


def readiness_of(project: Project) -> list[Readiness]:
    """Return the checks that are asked, by area."""
    checks = list(project.readiness_checks.present().in_order().select_related("answered_by"))
    return [Readiness(area, [check for check in checks if check.area == area]) for area in ReadinessArea]


def latest_decisions(project: Project, *, most: int = 3) -> list[Decision]:
    return list(project.decisions.with_people().order_by("-pk")[:most])
