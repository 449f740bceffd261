"""How a document reads for somebody without an account."""

import pytest

from assay.activity.kinds import kind_named
from assay.documents.models import Document
from assay.documents.outside import outside, picture_of, with_pictures
from assay.kit import blobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(kite, ada):
    return Document.begin(kite, title="Plan", by=ada)


def written(document, text, by):
    document.write(document.title, text, version=document.version, by=by)
    return outside(document)


def test_names_and_ways_into_the_workspace_are_words(plan, ada):
    html = written(
        plan, "# Goal\n\nSee KITE-1, @ada.lovelace, [the plan](/documents/1) and [us](https://a.example).", ada
    )
    assert html == (
        "<h2>Goal</h2>\n<p>See KITE-1, @ada.lovelace, the plan and "
        '<a href="https://a.example" rel="nofollow noopener">us</a>.</p>\n'
    )


def test_headings_go_one_level_down_and_not_below_the_sixth(plan, ada):
    assert written(plan, "##### Five\n\n###### Six", ada) == "<h6>Five</h6>\n<h6>Six</h6>\n"


def test_own_pictures_get_the_address_that_is_asked_for_and_others_are_words(plan, ada, kite):
    kept = blobs.keep([b"\x89PNG"])
    mine = plan.attach(kept, name="a.png", by=ada)
    hidden = plan.attach(kept, name="b.png", by=ada)
    other = Document.begin(kite, title="Other", by=ada).attach(kept, name="c.png", by=ada)
    text = "\n".join(f"![{one.name}](/documents/{one.document_id}/files/{one.pk})" for one in (mine, other))
    html = with_pictures(
        written(plan, text + "\n![out](https://a.example/x.png)", ada), lambda number: f"/s/x/{number}"
    )
    assert f'<img src="/s/x/{mine.pk}" alt="a.png">' in html
    assert html.count("<img") == 1 + html.count("<img alt")
    assert "c.png" in html
    assert picture_of(plan, mine.pk) == mine
    assert picture_of(plan, hidden.pk) is None
    assert picture_of(plan, other.pk) is None


def test_the_kind_of_documents_can_be_shared(plan, ada):
    kind = kind_named("document")
    assert kind
    assert kind.outside
    written(plan, "Words", ada)
    assert kind.outside(kind.find(ada, [str(plan.pk)])[str(plan.pk)]) == "<p>Words</p>\n"
