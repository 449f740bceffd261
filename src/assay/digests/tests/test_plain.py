"""The digest for a stakeholder: words that need no course."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.digests.digest import Name
from assay.digests.markdown import markdown_of, text_of
from assay.digests.plain import plain_digest_of
from assay.digests.plain_words import PlainWords
from assay.digests.tests.a_week import WEDNESDAY, close, finish, lines, texts
from assay.kit.clock import as_of
from assay.projects.models import ExitAnswer, MetricDefinition, MetricFacts, Stakeholder

FORBIDDEN = re.compile(
    r"\b(runs?|epochs?|f1|auc|roc_auc|wip|sprint|modeling|productization|hyperparameters?|KITE-\S+|EXP-?\d+|[0-9a-f]{32})\b",
    re.IGNORECASE,
)
WORDS = PlainWords({"f1": "Leavers found", "Modeling": "Model"}, ["lift_10"], ["KITE"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Tail length tells more than weight.", "Tail length tells more than weight."),
        ("It helps (KITE-EXP-4, KITE-7). Twice.", "It helps. Twice."),
        ("As KITE-EXP-04 says. It helps.", "It helps."),
        ("f1 rose. We re-ran it.", "Leavers found rose. We re-ran it."),
        ("Three settings reach the same f1. Well.", "Three settings reach the same “Leavers found”. Well."),
        ("Run 12 was the best. Long tails fly.", "Long tails fly."),
        ("Three runs agree.", ""),
        ("lift_10 doubled", ""),
        ("lift 10 doubled", ""),
        ("roc_auc and AUC agree", ""),
        ("Modeling is over.", "Model is over."),
        ("A brunch for runners.", "A brunch for runners."),
        ("COVID-19 changed it.", "COVID-19 changed it."),
        ("0123456789abcdef0123456789abcdef won", ""),
        ("Ask @ben.okafor for more. Long tails fly.", "Long tails fly."),
        ("", ""),
    ],
)
def test_sentences_that_are_not_plain_are_left_out(written, said):
    assert WORDS.said(written) == said


@given(
    st.lists(st.sampled_from(["run", "RUNS", "f1", "Epochs", "KITE-EXP-3", "KITE-4", "tails", "fly", "AUC.", "far."]))
)
def test_nothing_that_is_said_holds_a_forbidden_word(pieces):
    assert not FORBIDDEN.search(WORDS.said(" ".join(pieces)))


@given(st.text())
def test_whatever_was_written_can_be_asked_for(text):
    assert WORDS.is_plain(WORDS.said(text)) or not WORDS.said(text)


@pytest.mark.django_db
def test_the_digest_of_a_project_full_of_jargon_passes_the_list_of_forbidden_words(kite, ada, week):
    MetricDefinition.add(kite, MetricFacts(key="f1", split="test", role="primary"), by=ada)
    close(kite, ada, learnings="Run 7 of KITE-EXP-3 has the best f1. Long tails fly (KITE-EXP-3).")
    close(kite, ada, learnings="Modeling needs more epochs and a better roc_auc.")
    finish(kite)
    lu = Stakeholder.add(kite, name="Lu", by=ada)
    with as_of(WEDNESDAY):
        for phase in kite.phases.all():
            answers = [ExitAnswer(question, yes=True) for question in phase.exit_questions]
            phase.declare_done(answers, reason="Enough.", by=ada)
        for one in kite.deliverables.all():
            one.attach_url("https://x.example/", title="Run 7", by=ada)
            one.name_signer(lu, by=ada)
            one.share(by=ada)
        digest = plain_digest_of(kite, week, stakeholder=lu)
    said = text_of(digest)
    assert not FORBIDDEN.search(said), FORBIDDEN.findall(said)
    assert texts(digest, Name.LEARNED) == ["Long tails fly."]
    assert lines(digest, Name.NEEDS)


@pytest.mark.django_db
def test_as_markdown_what_a_team_wrote_makes_no_marks_in_the_sentence_above_either(kite, ada, week):
    close(kite, ada, learnings=r"Tails \[fly\](https://x.example) far.")
    digest = plain_digest_of(kite, week)
    assert "[fly](" in digest.gist
    assert "[fly](" not in markdown_of(digest)


@pytest.mark.django_db
def test_it_tells_of_no_week_beside_it(kite, ada, week):
    close(kite, ada, learnings="Long tails fly.", at=WEDNESDAY - timedelta(days=7))
    assert texts(plain_digest_of(kite, week), Name.LEARNED) == []
