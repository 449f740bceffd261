import pytest

from assay.deliverables.models import Seat, State
from assay.deliverables.refusals import NotEntitled, NotReady, ReadAgain, WrongDiscipline

pytestmark = pytest.mark.django_db


@pytest.fixture
def scientist(ben):
    ben.discipline = "data-science"
    ben.save(update_fields=["discipline"])
    return ben


@pytest.fixture
def engineer(lea):
    lea.discipline = "ml-engineering"
    lea.save(update_fields=["discipline"])
    return lea


@pytest.fixture
def code(ada, merged):
    merged.attach_commit("https://git.example.org/kite", "abcdef1234", by=ada)
    merged.share(by=ada)
    return merged


def tick_all(code, by):
    for check in code.checks.in_order():
        code.tick(check, by=by)


def test_it_cannot_be_signed_before_checks_and_both_reviews_and_says_what_is_missing(ada, scientist, engineer, code):
    with pytest.raises(NotReady) as refused:
        code.sign(by=ada)
    assert len(refused.value.missing) == 9
    assert refused.value.missing[-2:] == ["name the data scientist who reviews", "name the engineer who reviews"]
    tick_all(code, ada)
    code.name_reviewer(Seat.SCIENTIST, scientist, by=ada)
    code.name_reviewer(Seat.ENGINEER, engineer, by=ada)
    code.approve(by=scientist)
    assert code.missing() == ["the approval of Lea Lind"]
    code.approve(by=engineer, note="Reads well")
    code.sign(by=ada)
    assert code.state == State.SIGNED


def test_both_seats_need_their_discipline_and_two_people(ada, scientist, engineer, gil, code):
    for seat, person in [(Seat.ENGINEER, scientist), (Seat.SCIENTIST, engineer), (Seat.SCIENTIST, ada)]:
        with pytest.raises(WrongDiscipline):
            code.name_reviewer(seat, person, by=ada)
    assert not code.reviewers.exists()


def test_only_the_two_reviewers_approve(ada, code):
    with pytest.raises(NotEntitled):
        code.approve(by=ada)


def test_an_approval_is_gone_after_a_change_and_when_the_reviewer_asks_for_one(ada, scientist, engineer, code):
    tick_all(code, ada)
    code.name_reviewer(Seat.SCIENTIST, scientist, by=ada)
    code.name_reviewer(Seat.ENGINEER, engineer, by=ada)
    code.approve(by=scientist)
    code.approve(by=engineer)
    code.attach_commit("https://git.example.org/kite", "0123456789", by=ada)
    assert code.missing() == [
        "the approval of Ben Okafor, who approved an earlier state",
        "the approval of Lea Lind, who approved an earlier state",
    ]
    code.approve(by=engineer)
    code.ask_for_changes("No docstrings", by=engineer)
    assert code.missing()[-1] == "the approval of Lea Lind"


def test_what_changed_between_the_look_and_the_approval_is_not_approved(ada, scientist, code):
    code.name_reviewer(Seat.SCIENTIST, scientist, by=ada)
    seen = code.digest
    code.attach_url("https://git.example.org/kite/more", by=ada)
    with pytest.raises(ReadAgain):
        code.approve(by=scientist, seen=seen)
    code.approve(by=scientist, seen=code.digest)
    assert code.reviewers.get().digest == code.digest


def test_who_changes_discipline_reviews_no_more(ada, scientist, code):
    tick_all(code, ada)
    code.name_reviewer(Seat.SCIENTIST, scientist, by=ada)
    code.approve(by=scientist)
    scientist.discipline = "devops"
    scientist.save(update_fields=["discipline"])
    assert code.missing()[0] == "Ben Okafor has another discipline now: name somebody else"


def test_a_line_is_ticked_with_an_answer_and_unticked(ada, code):
    memory = code.checks.get(text__contains="memory")
    code.tick(memory, by=ada, answer="512 MB")
    code.untick(memory, by=ada)
    assert (memory.is_done, memory.answer) == (False, "512 MB")
    own = code.add_check("Runs on the old cluster", by=ada)
    code.remove_check(own, by=ada)
    assert code.checks.count() == 7


def test_a_deliverable_without_review_has_nothing_missing(plan):
    assert plan.missing() == []
