"""Pages on which people sign, review and talk."""

import re

import pytest

from assay.deliverables.models import State

pytestmark = pytest.mark.django_db
HERE = "/deliverables/KITE-D1"


def text(answer) -> str:
    return str(answer.content.decode())


def test_signing_is_for_what_was_seen(ada, ada_client, shared, page):
    seen = shared.digest
    page.write(page.title, "Otherwise.", version=1, by=ada)
    assert ada_client.post(f"{HERE}/signatures", {"digest": seen}).status_code == 409
    shared.refresh_from_db()
    assert ada_client.post(f"{HERE}/signatures", {"digest": shared.digest, "note": "Good"}).status_code == 303
    shared.refresh_from_db()
    assert shared.state == State.SIGNED
    assert "“Good”" in text(ada_client.get(HERE))


def test_signers_are_named_shown_and_taken_off(ada_client, lu, ben, shared):
    for party in (f"stakeholder-{lu.pk}", f"person-{ben.pk}"):
        assert ada_client.post(f"{HERE}/signers", {"party": party}).status_code == 303
    assert "0 of 2" in text(ada_client.get(HERE))
    assert ada_client.post(f"{HERE}/signers", {"party": "person-99"}).status_code == 422
    number = shared.signers.get(stakeholder=lu).pk
    assert ada_client.post(f"{HERE}/signers/{number}/removal").status_code == 303
    assert shared.signers.count() == 1


def test_a_change_after_signing_is_said(ada, ada_client, shared, page):
    shared.sign(by=ada)
    page.write(page.title, "Otherwise.", version=1, by=ada)
    assert "Changed since it was signed" in text(ada_client.get(HERE))
    assert "Changed since signed" in text(ada_client.get("/projects/KITE/deliverables/"))
    assert ada_client.post(f"{HERE}/sharing", {}).status_code == 303


def test_the_list_says_so_until_all_who_must_have_signed_again(ada, ada_client, lu, shared, page):
    for one in (ada, lu):
        shared.name_signer(one, by=ada)
        shared.sign(by=one)
    page.write(page.title, "Otherwise.", version=1, by=ada)
    for one, is_said in ((ada, True), (lu, False)):
        shared.sign(by=one)
        listed = text(ada_client.get("/projects/KITE/deliverables/"))
        assert ("Changed since signed" in listed, shared.is_changed_since_signed()) == (is_said, is_said)


def test_a_signature_is_taken_back_by_who_gave_it_with_a_reason(ada_client, ben, ben_client, shared):
    number = shared.sign(by=ben).pk
    address = f"{HERE}/signatures/{number}/revocation"
    assert ada_client.post(address, {"reason": "No"}).status_code == 403
    assert ben_client.post(address, {"reason": ""}).status_code == 422
    assert ben_client.post(address, {"reason": "Too early"}).status_code == 303
    assert "Too early" in text(ada_client.get(HERE))


def test_comments_are_written_rewritten_and_removed_by_their_author(ada_client, ben_client, shared):
    ben_client.post(f"{HERE}/comments", {"text": "Which wind, @ada?"})
    said = shared.comments.get()
    assert "Which wind" in text(ada_client.get(HERE))
    address = f"{HERE}/comments/{said.pk}"
    assert ada_client.post(address, {"text": "Mine"}).status_code == 403
    assert ben_client.get(address).status_code == 200
    assert ben_client.post(address, {"text": "Which winds?", "version": ""}).status_code == 303
    assert ben_client.post(address, {"text": "Again", "version": ""}).status_code == 409
    assert ben_client.post(f"{address}/removal").status_code == 303
    assert "Which winds" not in text(ada_client.get(HERE))


def test_a_comment_that_is_too_long_is_kept_whole_and_says_the_limit(ada_client, shared):
    assert not re.search(r"<textarea[^>]*maxlength", text(ada_client.get(HERE)))
    answer = ada_client.post(f"{HERE}/comments", {"text": "w" * 20_001})
    assert answer.status_code == 422
    assert "at most 20000 characters" in text(answer)
    assert "w" * 20_001 in text(answer)


def test_asking_for_changes_needs_words_and_shows(ada_client, shared):
    assert ada_client.post(f"{HERE}/comments", {"text": "", "changes": "1"}).status_code == 422
    assert ada_client.post(f"{HERE}/comments", {"text": "Say more", "changes": "1"}).status_code == 303
    assert "asks for changes" in text(ada_client.get(HERE))
    shared.refresh_from_db()
    assert shared.state == State.FEEDBACK


def test_the_check_list_and_both_seats_on_the_page(ada, ada_client, ben, ben_client, lea, merged):
    for person, discipline in ((ben, "data-science"), (lea, "devops")):
        person.discipline = discipline
        person.save(update_fields=["discipline"])
    merged.attach_commit("https://git.example.org/kite", "abcdef1234", by=ada)
    here = f"/deliverables/{merged.key}"
    assert "name the data scientist who reviews" in text(ada_client.get(here))
    assert ada_client.post(f"{here}/signatures", {"digest": merged.digest}).status_code == 409
    assert ada_client.post(f"{here}/reviewers", {"seat": "scientist", "person": lea.pk}).status_code == 422
    assert ada_client.post(f"{here}/reviewers", {"seat": "cook", "person": ben.pk}).status_code == 422
    assert ada_client.post(f"{here}/reviewers", {"seat": "scientist", "person": ben.pk}).status_code == 303
    assert ada_client.post(f"{here}/reviewers", {"seat": "engineer", "person": lea.pk}).status_code == 303
    assert ben_client.post(f"{here}/approval", {}).status_code == 303
    assert ada_client.post(f"{here}/approval", {}).status_code == 403
    check = merged.checks.in_order()[0]
    ada_client.post(f"{here}/checks/{check.pk}", {"done": "1", "answer": "pydocstyle"})
    assert "pydocstyle" in text(ada_client.get(here))
    assert ada_client.post(f"{here}/checks/{check.pk}", {"answer": "pydocstyle"}).status_code == 303
    assert ada_client.post(f"{here}/checks", {"text": "Runs at night"}).status_code == 303
    assert ada_client.post(f"{here}/checks/{check.pk}/removal").status_code == 303
    assert merged.checks.count() == 7


def test_the_comment_form_says_who_outside_reads_the_answers(ada, ada_client, lu, shared):
    address = f"/deliverables/{shared.key}"
    assert "reads this too" not in ada_client.get(address).content.decode()
    for text in ("What is a kite?", "And why?"):
        shared.comment(text, by=lu)
    assert "Lu Ortega reads this too." in ada_client.get(address).content.decode()
