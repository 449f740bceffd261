"""What a digest tells, and to whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.digests.ahead import ahead
from assay.digests.digest import Name
from assay.digests.markdown import markdown_of, text_of
from assay.digests.queries import digest_of, followed_by, this_week
from assay.digests.scope import Scope
from assay.digests.tests.a_week import WEDNESDAY, close, finish, lines, texts
from assay.digests.weeks import NoSuchWeek, Span, in_words, week_named, week_of
from assay.insights.outlook import Outlook
from assay.kit.clock import as_of, now
from assay.projects.models import Decision, Project
from assay.projects.workflows import workflow_named
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


def test_it_tells_what_was_learned_without_marks_and_links_the_experiment(kite, ada, closing, week):
    digest = digest_of(kite, week, reader=ada)
    [line] = lines(digest, Name.LEARNED)
    assert line.text == "Tail length tells more than weight."
    assert line.state == "met"
    assert line.url == f"/tasks/{closing.experiment.task.key}"
    assert "Success" in line.note


def test_a_decision_taken_back_taught_nothing(kite, ada, closing, week):
    closing.reopened_at, closing.reopened_because = closing.at, "A leak."
    closing.save()
    assert lines(digest_of(kite, week, reader=ada), Name.LEARNED) == ()


def test_a_failure_stands_where_a_success_would(kite, ada, week):
    close(kite, ada, learnings="Colour tells nothing.", outcome="failure")
    [line] = lines(digest_of(kite, week, reader=ada), Name.LEARNED)
    assert line.state == "not-met"


def test_it_tells_what_was_decided_and_what_was_done(kite, ada, decision, week):
    finish(kite)
    assert texts(digest_of(kite, week, reader=ada), Name.MOVED) == ["Go: keep the tails", "1 task done"]


def test_who_is_asked_in_a_decision_stands_there_by_name_after_one_colon(kite, ada, ben, week):
    with as_of(WEDNESDAY):
        Decision.record(kite, kind="other", what="Ben is asked", why="@ben.okafor Where is it? @nobody", by=ada)
    [line] = lines(digest_of(kite, week, reader=ada), Name.MOVED)
    assert (line.text, line.note) == ("Decided: Ben is asked", f"{ada.name}, @{ben.name} Where is it? @nobody")


def test_a_revoked_decision_is_not_told(kite, ada, decision, week):
    decision.revoke(because="A mistake.", by=ada)
    assert texts(digest_of(kite, week, reader=ada), Name.MOVED) == []


def test_a_week_tells_nothing_of_the_weeks_beside_it(kite, ada, closing, decision, week):
    finish(kite)
    for other in (week.earlier, week.later):
        digest = digest_of(kite, other, reader=ada)
        assert lines(digest, Name.LEARNED) == lines(digest, Name.MOVED) == ()


def test_days_begin_where_the_workspace_is(kite, ada, week):
    close(kite, ada, learnings="Late.", at=datetime(2026, 3, 8, 23, 30, tzinfo=UTC))
    assert lines(digest_of(kite, week, reader=ada), Name.LEARNED)
    ada.workspace.time_zone = "Europe/Lisbon"
    assert lines(digest_of(kite, week, reader=ada), Name.LEARNED)
    ada.workspace.time_zone = "Europe/Berlin"
    assert not lines(digest_of(kite, week, reader=ada), Name.LEARNED)


def test_the_digest_of_a_workspace_names_projects_and_hides_private_ones(kite, ada, ben, closing, week):
    private = Project.start(key="PRIV", name="Private", workflow=workflow_named("six-phases"), is_private=True, by=ada)
    close(private, ada, learnings="Nobody else may know.")
    seen = digest_of(ada.workspace, week, reader=ada)
    assert texts(seen, Name.LEARNED) == ["Nobody else may know.", "Tail length tells more than weight."]
    assert lines(seen, Name.LEARNED)[1].note.startswith("Kite, ")
    assert texts(digest_of(ben.workspace, week, reader=ben), Name.LEARNED) == ["Tail length tells more than weight."]


def test_who_leads_is_named_or_watches_follows_a_project(kite, ada, ben, gil):
    assert followed_by(ada) == [kite]
    assert followed_by(gil) == []
    kite.add_member(gil, by=ada)
    assert followed_by(gil) == [kite]


def test_as_markdown_its_words_are_words_and_its_links_whole(kite, ada, week, settings):
    settings.BASE_URL = "https://assay.example"
    close(kite, ada, learnings=r"2 \* 3 [is] not a link")
    written = markdown_of(digest_of(kite, week, reader=ada))
    assert written.startswith("# Kite, 2 to 8 March")
    assert r"2 \* 3 \[is\] not a link" in written
    assert "(https://assay.example/tasks/KITE-" in written


def test_as_text_it_says_what_it_means_that_there_is_nothing(kite, ada, week):
    assert "No experiment was decided about." in text_of(digest_of(kite, week, reader=ada))


@pytest.mark.parametrize("name", ["", "2026", "2026-W00", "2026-W54", "0000-W01", "9999-W52", "2026-W1", "٢٠٢٦-W01"])
def test_what_names_no_week_is_refused(name):
    with pytest.raises(NoSuchWeek, match="2026-W48"):
        week_named(name)


@given(st.dates(date(1991, 1, 1), date(2199, 1, 1)))
def test_each_day_is_in_the_week_that_is_named_after_it(day):
    span = week_of(day)
    assert span.first <= day <= span.last
    assert week_named(span.week) == span


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 3, 4), date(2019, 3, 10), "4 to 10 March 2019"),
        (date(2019, 4, 29), date(2019, 5, 5), "29 April to 5 May 2019"),
        (date(2018, 12, 31), date(2019, 1, 6), "31 December 2018 to 6 January 2019"),
    ],
)
def test_days_are_said_without_saying_anything_twice(first, last, words):
    assert in_words(Span(first, last)) == words


def test_projects_without_a_date_stand_with_those_that_lack_one_for_the_same_reason(kite, ada):
    others = [Project(pk=-number, key=f"X{number}", name=f"Of {number}") for number in range(3)]
    scope = Scope([kite, *others], this_week(kite.workspace), UTC)
    outlooks = {one.pk: Outlook(5, date(2026, 3, 4), in_short="no pace", too_early="No pace.") for one in others}
    outlooks[kite.pk] = Outlook(5, date(2026, 3, 4), in_short="too early", too_early="Too early: wait.")
    said = [(one.text, one.note) for one in ahead(scope, outlooks).lines]
    assert said == [("Too early: wait.", "Kite"), ("No pace", "Of 0, Of 1, Of 2")]


def test_what_waits_stands_in_one_of_two_parts_and_only_for_the_days_of_now(kite, ada, ben, week):
    with as_of(now() - timedelta(days=60)):
        task = Task.create(kite, title="Long tails", by=ben, assignee=ben)
        task.move_to(kite.columns.filter(state="active")[0], by=ben)
    current = this_week(ada.workspace)
    hers, his = digest_of(kite, current, reader=ada), digest_of(kite, current, reader=ben)
    assert any(one.url == f"/tasks/{task.key}" for one in lines(his, Name.NEEDS))
    assert any(one.url == f"/tasks/{task.key}" for one in lines(hers, Name.STUCK))
    assert not set(texts(hers, Name.NEEDS)) & set(texts(hers, Name.STUCK))
    assert digest_of(kite, week, reader=ada).part(Name.NEEDS) is None
