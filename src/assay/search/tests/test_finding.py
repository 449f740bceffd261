"""What is found, by whom, and when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.projects.models import Project
from assay.runs.groups import create_group, discard_group, rename_group, restore_group
from assay.runs.ingest import set_tags
from assay.runs.lifecycle import NewRun, start_run
from assay.runs.linking import link, unlink
from assay.runs.models import RunGroup
from assay.search import stale
from assay.search.finding import find
from assay.search.models import Document
from assay.tasks.models import Task
from assay.tasks.models.task.editing import TaskFacts

pytestmark = pytest.mark.django_db


def make(project, title, *, by, **facts):
    return Task.create(project, title=title, by=by, **facts)


def titles(text, reader, **asked):
    return [hit.plain_title for hit in find(text, reader=reader, **asked).hits]


@pytest.fixture
def bert(kite, ada):
    return make(kite, "Fine-tune BERT-base", by=ada, kind="experiment", description="We trained two transformers.")


@pytest.mark.parametrize("text", ["bert", "BERT-base", "ber", "transformer training", '"trained two"', "tune -resnet"])
def test_a_task_is_found_by_what_it_says(bert, ada, text):
    assert titles(text, ada) == [str(bert)]


@pytest.mark.parametrize("text", ["resnet", '"two trained"', "bert -transformer", "-bert", "", "  "])
def test_a_task_is_not_found_by_what_it_does_not_say(bert, ada, text):
    assert titles(text, ada) == []


def test_a_key_in_any_spelling_finds_its_task_first(kite, ada):
    tasks = [make(kite, f"Number {number}", by=ada, kind="experiment") for number in range(12)]
    make(kite, f"Follows {tasks[0].key} {tasks[0].key}", by=ada)
    number = tasks[0].number
    for text in (f"KITE-{number}", f"kite{number}", f"KITE-EXP-{number:02d}", f"kite-exp-{number}"):
        assert titles(text, ada)[0] == str(tasks[0])


def test_a_comment_is_found_at_once_and_shown(bert, ada, ben):
    comment = bert.comment("The overfitting begins at epoch three.", by=ben)
    (hit,) = find("overfit", reader=ada).hits
    assert hit.where == "Comment"
    assert hit.url == f"/tasks/{bert.key}#comment-{comment.pk}"
    assert [one.url for one in find("transformers", reader=ada).hits] == [f"/tasks/{bert.key}"]
    assert [piece.text for piece in hit.words if piece.is_marked] == ["overfitting"]


def test_trash_is_out_and_archive_is_marked(bert, ada):
    bert.archive(by=ada)
    assert [hit.is_archived for hit in find("bert", reader=ada).hits] == [True]
    bert.trash(by=ada)
    assert titles("bert", ada) == []
    bert.restore(by=ada)
    assert titles("bert", ada) == [str(bert)]


def test_nobody_finds_or_counts_what_they_may_not_see(bert, kite, ada, ben, gil, cy):
    assert find("bert", reader=ben).total == 1
    assert find("bert", reader=cy).counts == find("bert", reader=gil).counts == {}
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    assert find("bert", reader=ben).counts == {}
    assert find("bert kite lovelace", reader=cy).counts == {}


def test_people_and_projects_are_found(kite, ada, ben, cy):
    assert titles("okafor", ada) == ["Ben Okafor"]
    assert titles("kite", ada, kind="project") == ["Kite"]
    assert titles("okafor", cy) == titles("kite", cy) == []
    ben.leave(by=ada)
    assert titles("okafor", ada) == []


def test_a_run_is_found_by_what_was_logged_once_the_worker_was_there(ada, ben, gil, cy):
    group = RunGroup.objects.create(
        workspace=ada.workspace, name="sweep", created_at=ada.joined_at, updated_at=ada.joined_at
    )
    run = start_run(group, NewRun(name="calm-otter"), by=ada)
    set_tags(run, [("mlflow.note.content", "Diverged after warm-up")], by=ada)
    assert stale.freshen()
    assert titles("diverge", ben) == [str(run)]
    assert titles(str(run.number), ada)[0] == str(run)
    assert titles("otter", gil) == titles("otter", cy) == []


def test_a_run_is_found_by_those_of_its_new_project_alone_as_soon_as_it_is_linked(bert, kite, ada, ben):
    moment = ada.joined_at
    group = RunGroup.objects.create(workspace=ada.workspace, name="s", created_at=moment, updated_at=moment)
    run = start_run(group, NewRun(name="calm-otter"), by=ada)
    stale.freshen()
    Project.objects.filter(pk=kite.pk).update(private_at=kite.created_at)
    assert titles("otter", ben) == [str(run)]
    link(run, bert, by=ada)
    assert find("otter", reader=ben).counts == {}
    assert str(run) in titles("otter", ada)
    unlink(run, by=ada)
    assert titles("otter", ben) == [str(run)]


def test_a_label_that_is_renamed_or_removed_is_no_longer_found_on_its_tasks(kite, ada):
    label = kite.add_label(name="zeppelin", hue=2, by=ada)
    task = make(kite, "Clean the data", by=ada, labels=[label])
    assert titles("zeppelin", ada) == [str(task)]
    label.edit(name="blimp", hue=2, by=ada)
    stale.freshen()
    assert (titles("zeppelin", ada), titles("blimp", ada)) == ([], [str(task)])
    label.remove(by=ada)
    stale.freshen()
    assert titles("blimp", ada) == []


def test_runs_of_a_deleted_or_renamed_group_follow_it(ada):
    group = create_group("sweep", by=ada)
    run = start_run(group, NewRun(name="calm-otter"), by=ada)
    rename_group(group, "zeppelin", by=ada)
    stale.freshen()
    assert titles("zeppelin", ada) == [str(run)]
    discard_group(group)
    stale.freshen()
    assert titles("otter", ada) == []
    restore_group(group)
    stale.freshen()
    assert titles("otter", ada) == [str(run)]


def test_what_changes_no_word_leaves_the_index_alone(kite, ada):
    task = make(kite, "Clean the data", by=ada)
    with CaptureQueriesContext(connection) as asked:
        task.assign(ada, by=ada)
    assert [query["sql"] for query in asked if "search_document" in query["sql"]] == []


@pytest.mark.parametrize(
    "text",
    ['"', '""', "AND", "NOT", "a OR b", "NEAR(bert)", "title_words:bert", "bert*", "*", "(bert", "'; DROP TABLE x; --",
     "bert & !x | <->", "a:*",
     "\\", "%_", "\0", "\ud800", "x" * 1_000_000, '-"', "- -", "日本語", "{a b} : c", "^bert"],
)  # fmt: skip
def test_any_text_is_a_plain_question(bert, ada, text):
    find(text, reader=ada)


def test_words_of_both_databases_are_those_we_cut(bert, ada):
    bert.comment("1e5 0x1f 12abc 007 1.5e-3 über ЁЖ Ⅷ ½ x²", by=ada)
    for word in ("1e5", "0x1f", "12abc", "007", '"1 5e"', "uber", "еж"):
        assert titles(word, ada) == [str(bert)], word


def test_a_new_project_is_found_by_what_its_phases_say(kite, ada):
    assert "Kite" in titles("prototype reviewed latency", ada)


def test_making_the_index_anew_changes_nothing(bert, kite, ada, ben):
    bert.comment("anew", by=ada)
    stale.freshen()
    fields = [field.attname for field in Document._meta.concrete_fields if not field.primary_key]
    before = sorted(map(str, Document.objects.values_list(*fields)))
    Document.objects.all().delete()
    assert titles("anew", ada) == []
    assert stale.reindex() == len(before)
    assert sorted(map(str, Document.objects.values_list(*fields))) == before
    assert titles("anew", ada) == [str(bert)]


def test_the_index_agrees_with_its_rows(bert, ada):
    bert.edit(TaskFacts("Other", "", bert.phase, None, "", ()), version=bert.version, by=ada)
    assert titles("bert", ada) == []
    assert titles("other", ada, kind="experiment") == [f"{bert.key} Other"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
