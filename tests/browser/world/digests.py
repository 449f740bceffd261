"""Letters in every state, and the way out of them."""

from datetime import timedelta

from tests.browser.world.places import LONG_TITLE, LONG_WORD, World

from assay.accounts.models import Person
from assay.digests.models import Letter, Subscription, TrialLetter
from assay.kit.clock import now
from assay.projects.models import Project, Stakeholder


def add_digests(world: World, kite: Project, ada: Person, ben: Person) -> None:
    today = now().date()
    chosen = Subscription.choose(ada, day=1, covers="all")
    followed = Subscription.follow(Stakeholder.add(kite, name=LONG_TITLE[:100], email="x@x.example", by=ada), way="")
    ended = Subscription.choose(ben, day=3, covers="mine")
    letters = [
        Letter.write(one, f"2026-W{week}", first=today - timedelta(days=7), last=today)
        for one in (chosen, followed)
        for week in (10, 11, 12)
    ]
    sent, quiet, waiting, refused, doubted, _new = filter(None, letters)
    sent.note_sent()
    quiet.note_quiet()
    waiting.note_refused(f"451 {LONG_WORD}", is_final=False)
    refused.note_refused(LONG_TITLE, is_final=True)
    doubted.note_doubt("The worker ended while it spoke to the mail server.")
    world.places |= {
        "no more letters": f"/no-more-letters/{followed.token}",
        "letters that were ended": f"/no-more-letters/{ended.token}",
    }
    ended.end()
    trial, _is_new = TrialLetter.ask(ada)
    trial.note_refused(f"550 {LONG_WORD}")
