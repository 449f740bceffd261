"""Documents are begun, drafted, saved and joined; nobody's words are lost."""

import pytest

from assay.activity.models import Event, Touch
from assay.documents.folders import BadFolder, cleaned
from assay.documents.models import Document
from assay.documents.starters import ORDER, starter_named, starters
from assay.kit.conflicts import EditedMeanwhile
from assay.notifications.models import Notice
from assay.notifications.telling import tell

pytestmark = pytest.mark.django_db
TEXT = "Goal\n\nFind leavers.\n\nData\n\nNot chosen yet."


@pytest.fixture
def plan(kite, ada):
    return Document.begin(kite, title="Plan", text=TEXT, folder="plans", by=ada)


def test_beginning_keeps_a_first_version_and_says_so(plan, ada):
    assert [(one.number, one.text, one.created_by) for one in plan.versions.all()] == [(1, TEXT, ada)]
    event = Event.objects.about(plan.subject).get()
    assert (event.kind, event.data["title"]) == ("document.created", "Plan")
    assert event.data["text"] == ""


def test_saving_adds_a_version_and_an_unchanged_text_does_not(plan, ben):
    plan.write("Plan", TEXT, version=1, by=ben)
    assert plan.version == 1
    plan.write("Plan B", TEXT + " Soon.", version=1, by=ben, note="More data")
    plan.refresh_from_db()
    assert (plan.version, plan.title, plan.changed_by) == (2, "Plan B", ben)
    event = Event.objects.about(plan.subject).order_by("-pk")[0]
    assert event.happening.wording() == "saved version 2, renamed to Plan B"
    assert event.happening.quote() == "More data"


def test_changes_of_two_people_in_different_places_join(plan, ada, ben):
    plan.write("Plan", TEXT.replace("Find leavers", "Find leavers early"), version=1, by=ada)
    assert plan.write("Plan", TEXT.replace("Not chosen yet", "Two years"), version=1, by=ben) == ada
    assert plan.text == "Goal\n\nFind leavers early.\n\nData\n\nTwo years."
    assert plan.version == 3


def test_changes_of_one_line_are_refused_and_nothing_is_lost(plan, ada, ben):
    plan.write("Plan", TEXT.replace("leavers", "churners"), version=1, by=ada)
    plan.keep_draft("Plan", TEXT.replace("leavers", "quitters"), version=1, by=ben)
    with pytest.raises(EditedMeanwhile, match="Ada Lovelace changed the same lines"):
        plan.write("Plan", TEXT.replace("leavers", "quitters"), version=1, by=ben)
    plan.refresh_from_db()
    assert "churners" in plan.text
    assert "quitters" in plan.drafts.get().text


def test_a_conflict_with_oneself_says_that_it_was_another_window(plan, ada):
    plan.write("Plan", TEXT.replace("leavers", "churners"), version=1, by=ada)
    with pytest.raises(EditedMeanwhile, match="You, in another window, changed the same lines"):
        plan.write("Plan", TEXT.replace("leavers", "quitters"), version=1, by=ada)


def test_a_draft_is_its_writers_own_and_goes_with_saving(plan, ada, ben):
    plan.keep_draft("Plan", "mine", version=1, by=ben)
    plan.keep_draft("Plan", "mine, longer", version=1, by=ben)
    assert [draft.text for draft in plan.drafts.of(ben)] == ["mine, longer"]
    assert not plan.drafts.of(ada).exists()
    plan.write("Plan", "mine, done", version=1, by=ben)
    assert not plan.drafts.exists()


def test_what_is_saved_already_is_no_draft_and_drafts_disturb_nobody(plan, ben):
    before = Touch.objects.count()
    plan.keep_draft("Plan", "mine", version=1, by=ben)
    plan.write("Plan", "mine", version=1, by=ben)
    written = Touch.objects.count()
    assert plan.keep_draft("Plan", "mine", version=1, by=ben) is None
    assert not plan.drafts.exists()
    plan.keep_draft("Plan", "mine, and more", version=2, by=ben)
    assert (written > before, Touch.objects.count()) == (True, written)


def test_an_earlier_version_comes_back_as_a_new_one(plan, ada, ben):
    plan.write("Other", "all gone", version=1, by=ben)
    plan.restore(plan.versions.get(number=1), by=ada)
    plan.refresh_from_db()
    assert (plan.version, plan.title, plan.text) == (3, "Plan", TEXT)
    assert plan.versions.get(number=3).restored_from == 1


def test_people_named_in_a_document_are_told_once(plan, ada, ben):
    plan.write("Plan", TEXT + "\n\n@ben.okafor knows the data.", version=1, by=ada)
    plan.write("Plan", TEXT + "\n\n@ben.okafor knows the data well.", version=2, by=ada)
    for event in Event.objects.about(plan.subject):
        tell.work(event.pk)
    assert Notice.objects.filter(person=ben).count() == 1


def test_a_folder_is_tidied_and_a_bad_one_refused(plan, ada):
    assert cleaned(" / Reports //2026/ ") == "Reports/2026"
    plan.move_to("reports\\2026", by=ada)
    assert plan.folder == "reports/2026"
    for bad in ("..", "a/../b", "x" * 300, "a/b/c/d/e/f/g", "bell\x07"):
        with pytest.raises(BadFolder):
            plan.move_to(bad, by=ada)


def test_changing_several_things_is_all_or_nothing(plan, ada):
    with pytest.raises(BadFolder):
        plan.change(title="New", text="New", folder="..", by=ada)
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Plan", 1)


def test_every_starter_asks_something_and_reads_as_a_document():
    found = starters()
    assert [one.slug for one in found] == list(ORDER)
    for one in found:
        assert one.title
        assert one.purpose.endswith(".")
        assert one.text.startswith("## ")
        assert starter_named(one.slug) == one
    assert starter_named("nothing") is None
