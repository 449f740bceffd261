"""Where a project stands: facts, people it is for, checks, decisions."""

from datetime import date

from tests.browser.world.places import LONG_TITLE, LONG_WORD, MARKDOWN, World

from assay.accounts.models import Person
from assay.projects.models import Decision, Project, Stakeholder


def add_facts(world: World, kite: Project, ada: Person) -> None:
    """Everything said at length, one decision revoked, checks of each answer."""
    said = {"measure": f"kites sold, {LONG_WORD}", "proxy_trap": LONG_TITLE, "status": f"Waiting for wind, {LONG_WORD}"}
    days = {"starts_on": date(2026, 3, 1), "decision_due_on": date(2026, 5, 1), "ends_on": date(2027, 1, 1)}
    kite.edit(version=kite.version, by=ada, **said, **days)  # type: ignore[arg-type]  # texts and days
    pays = Stakeholder.add(kite, name="Lucía Ortega", email=f"{LONG_WORD[:50]}@care.example", role=LONG_WORD, by=ada)
    Stakeholder.add(kite, name="Tom Berg", by=ada)
    checks = list(kite.readiness_checks.in_order())
    for check, answer, note in zip(checks, ("yes", "yes", "no", "unknown"), ("", "", LONG_WORD, "soon"), strict=False):
        check.reply(answer=answer, note=note, due_on=date(2026, 4, 1) if note else None, by=ada)
    Decision.record(kite, kind="go", what=LONG_TITLE[:160], why=MARKDOWN, evidence="KITE-1", by=ada)
    wrong = Decision.record(kite, kind="stop", why="No wind.", next_due_on=date(2026, 6, 1), by=ada)
    wrong.revoke(because="There is wind.", by=ada)
    world.places |= {
        "revoked decision": f"/projects/KITE/decisions/{wrong.pk}",
        "decision": f"/projects/KITE/decisions/{kite.decisions.order_by('pk')[0].pk}",
        "stakeholder": f"/projects/KITE/stakeholders/{pays.pk}",
        "check": f"/projects/KITE/readiness/{checks[0].pk}",
    }
