"""Documents quote deliverables."""

import pytest

from assay.documents.quotes import Look
from assay.documents.quotes.kinds import quotable
from assay.documents.quotes.showing import shown
from assay.kit.clock import now

pytestmark = pytest.mark.django_db


def test_a_deliverable_and_all_of_the_project_are_quoted(kite, ada, cy):
    one = kite.deliverables.in_order()[0]
    look = Look(kite, ada, now())
    page = str(
        shown(f"{{{{deliverable {one.key.lower()}}}}}\n\n{{{{deliverables}}}}\n\n{{{{deliverable x}}}}", look).html
    )
    assert f'href="/deliverables/{one.key}"' in page
    assert f"{kite.deliverables.wanted().count()} deliverables" in page
    assert "This is no key of a deliverable" in page
    outside = str(
        shown(f"{{{{deliverable {one.key}}}}}\n\n{{{{deliverables}}}}", Look(kite, None, now(), has_links=False)).html
    )
    assert one.title in outside
    assert "<a " not in outside
    assert "Something you cannot see" in str(shown(f"{{{{deliverable {one.key}}}}}", Look(kite, cy, now())).html)
    kind = quotable("deliverable")
    assert kind
    assert [offer.argument for offer in kind.offers(one.key, look)] == [one.key]


def test_a_quote_says_that_it_changed_since_it_was_signed(kite, ada, shared, page):
    shared.sign(by=ada)
    page.write(page.title, "Otherwise.", version=1, by=ada)
    for words in (f"{{{{deliverable {shared.key}}}}}", "{{deliverables}}"):
        assert "Changed since signed" in str(shown(words, Look(kite, ada, now())).html)
