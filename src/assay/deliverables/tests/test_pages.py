import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assay.deliverables.models import Deliverable
from assay.documents.models import Document
from assay.documents.uploads import read
from assay.kit.notebooks import draw
from assay.kit.tests.books import REPORT
from assay.projects.models import PlanVersion

pytestmark = pytest.mark.django_db
HERE = "/deliverables/KITE-D1"


def text(answer) -> str:
    return str(answer.content.decode())


def test_the_list_says_by_phase_what_is_owed_and_how_much_is_signed(ada, ada_client, shared):
    shared.sign(by=ada)
    listed = text(ada_client.get("/projects/KITE/deliverables/"))
    assert "1 of 11 signed off" in listed
    assert listed.index("Research plan with goal") < listed.index("Exploration report")


def test_the_list_names_who_must_sign_and_did_not_yet(ada, ada_client, ben, lu, shared):
    for one in (ada, lu):
        shared.name_signer(one, by=ada)
    assert "waits for Ada Lovelace, Lu Ortega" in text(ada_client.get("/projects/KITE/deliverables/"))
    shared.sign(by=ada)
    assert "waits for Lu Ortega" in text(ada_client.get("/projects/KITE/deliverables/"))
    shared.sign(by=lu)
    assert "waits for" not in text(ada_client.get("/projects/KITE/deliverables/"))


def test_the_list_needs_the_same_queries_for_many(ada, ada_client, lu, kite, django_assert_max_num_queries):
    for one in kite.deliverables.select_related("project"):
        one.name_signer(lu, by=ada)
    ada_client.get("/projects/KITE/deliverables/")
    with django_assert_max_num_queries(13):
        ada_client.get("/projects/KITE/deliverables/")


def test_one_is_added_edited_moved_waived_and_wanted_again(ada_client, kite):
    modeling = kite.phases.get(name="Modeling")
    typed = {"title": "Error analysis", "phase": modeling.pk, "kind": "notebook", "purpose": "What goes wrong"}
    answer = ada_client.post("/projects/KITE/deliverables/new", typed)
    assert answer.status_code == 303
    made = Deliverable.objects.get(title="Error analysis")
    address = f"/deliverables/{made.key}"
    research = kite.phases.get(name="Research")
    changed = typed | {"phase": research.pk, "title": "Errors", "due_on": "2026-03-27", "version": 1}
    assert ada_client.post(f"{address}/facts", changed).status_code == 303
    made.refresh_from_db()
    assert (made.title, made.phase, str(made.due_on)) == ("Errors", research, "2026-03-27")
    assert ada_client.post(f"{address}/facts", changed | {"title": "x"}).status_code == 409
    assert ada_client.post(f"{address}/position", {"position": 0}).status_code == 303
    assert ada_client.post(f"{address}/waiver", {"reason": ""}).status_code == 422
    assert ada_client.post(f"{address}/waiver", {"reason": "Later"}).status_code == 303
    assert "Later" in text(ada_client.get(address))
    assert ada_client.post(f"{address}/waiver/removal").status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"phase": "x"}, {"due_on": "tomorrow"}, {"due_on": "9999-12-31"}, {"responsible": "9" * 30}],
)
def test_a_wrong_one_keeps_what_was_typed(ada_client, kite, wrong):
    typed = {"title": "Error analysis", "phase": kite.phases.first().pk, "kind": "notebook"} | wrong
    answer = ada_client.post("/projects/KITE/deliverables/new", typed)
    assert answer.status_code == 422
    assert not Deliverable.objects.filter(title="Error analysis").exists()


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("KITE-3", "task"),
        ("KITE-EXP-03", "task"),
        ("http://127.0.0.1:8000/tasks/KITE-EXP-03", "task"),
        ("https://git.example.org/kite/-/commit/abcdef1234", "commit"),
        ("https://git.example.org/kite/commit/abcdef1234", "commit"),
        ("https://example.org/board", "url"),
    ],
)
def test_what_is_typed_is_attached_as_what_it_names(ada_client, plan, what, kind):
    assert ada_client.post(f"{HERE}/attachments", {"what": what}).status_code == 303
    assert plan.attachments.get().kind == kind


def test_the_address_of_a_document_attaches_the_document(ada_client, plan, page):
    ada_client.post(f"{HERE}/attachments", {"what": f"http://127.0.0.1:8000/documents/{page.pk}"})
    assert plan.attachments.get().subject_id == str(page.pk)


@pytest.mark.parametrize("what", ["", "nothing", "KITE-999", "javascript:alert(1)", "9" * 40])
def test_what_names_nothing_says_what_to_give(ada_client, plan, what):
    answer = ada_client.post(f"{HERE}/attachments", {"what": what})
    assert answer.status_code == 422
    assert not plan.attachments.exists()


def test_a_document_is_picked_and_read_on_the_page_and_taken_off(ada_client, plan, page):
    assert ada_client.post(f"{HERE}/attachments", {"document": page.pk}).status_code == 303
    shown = text(ada_client.get(HERE))
    assert "By wind." in shown
    assert "How kites fly" in shown
    number = plan.attachments.get().pk
    assert ada_client.post(f"{HERE}/attachments/{number}/removal").status_code == 303
    assert not plan.attachments.present().exists()


@pytest.mark.parametrize("part", ["attachments", "signers"])
def test_what_is_chosen_from_is_a_dialog_or_a_page_of_its_own(ada_client, plan, page, lu, part):
    whole = text(ada_client.get(f"{HERE}/{part}"))
    inner = text(ada_client.get(f"{HERE}/{part}", headers={"HX-Request": "true"}))
    assert "<title>" in whole
    assert "<title>" not in inner
    word = {"attachments": "How kites fly", "signers": "Lu Ortega"}[part]
    assert word in whole
    assert word in inner


def test_a_file_is_attached_and_saved_never_opened(ada_client, cy_client, plan):
    page = SimpleUploadedFile("evil.html", b"<script>alert(1)</script>", content_type="text/html")
    assert ada_client.post(f"{HERE}/attachments", {"file": page}).status_code == 303
    address = f"{HERE}/files/{plan.attachments.get().pk}"
    answer = ada_client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"<script>")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert cy_client.get(address).status_code == 404


def test_the_page_needs_few_queries_however_much_it_holds(
    ada, ada_client, ben, lu, kite, shared, django_assert_max_num_queries
):
    for number, task in enumerate(kite.tasks.all()[:5]):
        shared.attach("task", str(task.pk), by=ada)
        shared.attach_document(Document.begin(kite, title=f"Page {number}", text="Words", by=ada), by=ada)
    shared.name_signer(lu, by=ada)
    shared.name_signer(ben, by=ada)
    shared.sign(by=ben)
    shared.comment("Well", by=lu)
    ada_client.get(HERE)
    with django_assert_max_num_queries(16):
        ada_client.get(HERE)


@pytest.mark.parametrize(
    "address", ["/projects/KITE/deliverables/", "/projects/KITE/deliverables/new", HERE, f"{HERE}/facts"]
)
def test_strangers_find_nothing(cy_client, plan, address):
    assert cy_client.get(address).status_code == 404


def test_a_guest_reads_and_comments_but_changes_nothing(ada, gil, gil_client, kite, shared):
    kite.add_member(gil, by=ada)
    shown = text(gil_client.get(HERE))
    assert "/attachments" not in shown
    assert gil_client.get(f"{HERE}/attachments").status_code == 403
    assert gil_client.post(f"{HERE}/comments", {"text": "Nice"}).status_code == 303
    assert gil_client.post(f"{HERE}/comments", {"text": "No", "changes": "1"}).status_code == 403
    for address in ("attachments", "sharing", "signers", "waiver", "signatures"):
        assert gil_client.post(f"{HERE}/{address}", {}).status_code == 403


def test_the_overview_shows_them_and_what_waits_for_the_reader(ada_client, ben, ben_client, ada, shared):
    shared.name_signer(ben, by=ada)
    assert "Read and sign: Research plan" in text(ben_client.get("/projects/KITE/"))
    shown = text(ada_client.get("/projects/KITE/"))
    assert "Read and sign" not in shown
    assert "0 of 11 signed off" in text(ada_client.get("/projects/KITE/latest"))


def test_its_key_in_a_text_is_a_link(ada_client, kite, shared):
    shared.comment("As in KITE-D2", by=kite.lead)
    assert 'href="/deliverables/KITE-D2"' in text(ada_client.get(HERE))


def test_an_attached_notebook_is_shown_as_it_is_drawn(ada, ada_client, kite):
    owed = Deliverable.objects.filter(project=kite).order_by("number")[0]
    book = Document.take_in(kite, read("report.ipynb", [REPORT]).stored(), by=ada)
    owed.attach_document(book, by=ada)
    address = f"/deliverables/{owed.key}"
    assert "<iframe" not in ada_client.get(address).content.decode()
    draw.work(book.latest.sha256)
    assert f'src="/documents/{book.pk}/versions/1/notebook"' in ada_client.get(address).content.decode()


def test_a_plan_that_was_agreed_is_attached_from_the_list(ada, ada_client, kite):
    version = PlanVersion.begin(kite, by=ada)
    assert "Attach plan" not in text(ada_client.get(f"{HERE}/attachments"))
    version.agree(version=version.version, by=ada)
    assert "Version 1 (in force)" in text(ada_client.get(f"{HERE}/attachments"))
    ada_client.post(f"{HERE}/attachments", {"plan": version.pk})
    (held,) = Deliverable.objects.get(project=kite, number=1).attachments.all()
    assert (held.kind, held.subject_id) == ("plan", str(version.pk))


def test_an_address_of_the_workspace_that_names_nothing_is_no_page_for_outsiders(ada_client, kite, settings):
    for address in (f"{settings.BASE_URL}/projects/KITE/plan?version=2", "/projects/KITE/board"):
        answer = ada_client.post(f"{HERE}/attachments", {"what": address})
        assert answer.status_code == 422
        assert "Nobody outside could open this address" in text(answer)
