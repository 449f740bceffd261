"""What documents quote of runs, tasks and experiments, live."""

import pytest

from assay.documents.models import Document
from assay.documents.outside import outside
from assay.documents.quotes import Look
from assay.documents.quotes.places import placed, replaced
from assay.documents.quotes.showing import MOST_OF_A_KIND, MOST_QUOTES, shown
from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.runs.models import Run
from assay.runs.quoting_charts import MOST_RUNS
from assay.runs.tests.logged import experiment, logged_run
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def wing(kite, ada):
    """An experiment with two runs."""
    task = experiment(kite, ada, "Wing length")
    logged_run(ada, task=task, name="short", metrics={"val_loss": [0.9, 0.5], "f1": [0.7]})
    logged_run(ada, task=task, name="long", metrics={"val_loss": [0.8, 0.3], "system/cpu": [1]})
    return task


@pytest.fixture
def look(kite, ada):
    return Look(kite, ada, now())


def html(text, look):
    return str(shown(text, look).html)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{{run 1}}", [0]),
        ("Words\n{{run 1}}\nmore\n\n> {{run 2}}\n\n- {{run 3}}\n  {{run 4}}", [1, 4, 6, 7]),
        ("```\n{{run 1}}\n```\n\n    {{run 2}}\n\n`{{run 3}}`\n\nsee {{run 4}}", []),
        ("| a |\n|---|\n| {{run 1}} |\n\n# {{run 2}}", []),
        ("{{ user }}\n\n{{ run 1 }}\n\n{{user}}", [2, 4]),
        ("a\rb\rc\r\r{{run 1}}\r\n\r\n{{run 2}}\n\n{{run 3}}\r", [4, 6, 8]),
    ],
)
def test_a_quote_is_a_line_of_a_paragraph(text, lines):
    places = placed(text)
    assert [one.line for one in places] == lines
    assert replaced(text, places, lambda _number, one: one.text) == text


def test_a_run_is_quoted_by_its_number_its_id_and_its_place_in_a_task(look, wing):
    first, second = wing.runs.order_by("pk")
    for name in (str(second.number), second.uid, f"{wing.key}#2", f"KITE-{wing.number} # 2"):
        page = html(f"{{{{run {name}}}}}", look)
        assert f"Run {second.number} long" in page, name
        assert ".3" in page
        assert "system/cpu" not in page
    assert f"Run {first.number} short" in html(f"{{{{run {wing.key}#1}}}}", look)


def test_the_words_around_a_quote_stay_paragraphs(look, kite):
    page = html("Before\n{{task KITE-1}}\nafter", look)
    assert page.startswith("<p>Before</p>\n<figure")
    assert "".join(page.split()).endswith("</figure><p>after</p>")
    assert "<li><figure" in html("- {{task KITE-1}}", look).replace("\n", "")


def test_a_list_of_tasks_is_what_the_filter_finds_in_the_project(look, kite, ada):
    Task.create(kite, title="Fold the wings", by=ada).assign(ada, by=ada)
    page = html("{{tasks assignee:me}}", look)
    assert "Fold the wings" in page
    assert "1 task: assignee:me" in page
    assert "Character 1 of the filter" in html("{{tasks asignee:me}}", look)


def test_a_chart_draws_the_metric_of_the_runs_the_best_first(look, wing):
    second = wing.runs.order_by("pk")[1]
    page = html(f"{{{{chart {wing.key} val_loss}}}}", look)
    assert f"Run {second.number} ends with val_loss .3" in page
    assert "<svg" in page
    assert "No run here has logged nothing" in html(f"{{{{chart {wing.key} nothing}}}}", look)
    assert "one value only, .7" in html(f"{{{{chart {wing.key}#1 f1}}}}", look)


def test_results_show_the_verdict_and_the_table(look, wing, ada):
    assert "has no plan and no results yet" in html(f"{{{{results {wing.key}}}}}", look)
    Experiment.of(wing)
    page = html(f"{{{{results {wing.key}}}}}", look)
    assert "long" in page
    assert ".3" in page
    assert "This is no experiment" in html("{{results KITE-1}}", look)
    assert wing.title in html("{{experiments}}", look)
    assert "No such experiment yet" in html("{{experiments failure}}", look)
    assert "Write an outcome or nothing" in html("{{experiments great}}", look)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{rnu 12}}", "Nothing is quoted by “rnu”"),
        ("{{run}}", "Say what to quote, as in {{run 12}}"),
        ("{{run seven}}", "This is no run"),
        ("{{run 999999}}", "Something you cannot see"),
        ("{{task 12}}", "This is no key of a task"),
        ("{{chart KITE-1}}", "Say of what and which metric"),
        ("{{task KITE-1 | frozen 2026-02-31}}", "This is no day"),
    ],
)
def test_a_bad_quote_says_in_its_place_what_to_do(look, kite, line, told):
    page = html(f"Before\n\n{line}\n\nafter", look)
    assert told in page
    assert page.endswith("<p>after</p>\n")


def test_more_than_fifty_quotes_are_told_so(look, kite):
    page = html("\n\n".join(["{{task KITE-1}}"] * (MOST_QUOTES + 1)), look)
    assert page.count("<figure") == MOST_QUOTES
    assert page.count("this one is not shown") == 1


def test_more_than_twenty_of_a_kind_are_told_so(look, kite):
    page = html("\n\n".join(f"{{{{task KITE-{number}}}}}" for number in range(900, 900 + MOST_OF_A_KIND + 1)), look)
    assert page.count("Something you cannot see") == MOST_OF_A_KIND
    assert page.count("20 different quotes of a kind at most") == 1


def test_a_chart_is_drawn_also_beside_one_of_a_task_with_many_later_runs(look, wing, kite, ada):
    busy = experiment(kite, ada, "Tail length")
    last = logged_run(ada, task=busy, metrics={"val_loss": [0.9, 0.6]})
    facts = {one.attname: getattr(last, one.attname) for one in Run._meta.concrete_fields if not one.primary_key}
    later = [facts | {"uid": f"{nth:032x}", "number": last.number + nth} for nth in range(1, MOST_RUNS + 1)]
    Run.objects.bulk_create(Run(**one) for one in later)
    page = html(f"{{{{chart {wing.key} val_loss}}}}\n\n{{{{chart {busy.key} val_loss}}}}", look)
    assert "ends with val_loss .3" in page
    assert "No run here has logged val_loss" in page


def test_a_reader_sees_only_quotes_of_what_they_may_see(kite, ada, gil, look):
    hush = Project.start(key="HUSH", name="Hush", workflow=workflow_named("crisp-dm"), by=ada)
    secret = Task.create(hush, title="Secret wings", by=ada)
    text = f"{{{{task {secret.key}}}}}\n\n{{{{run 1}}}}"
    logged_run(ada, task=experiment(hush, ada, "Hushed"), name="secret-run")
    kite.add_member(gil, by=ada)
    assert "Secret wings" in html(text, look)
    page = html(text, Look(kite, gil, now()))
    assert page.count("Something you cannot see") == 2
    assert "ecret" not in page


def test_outside_only_what_is_of_the_documents_own_project_is_quoted_without_links(kite, ada, wing):
    hush = Project.start(key="HUSH", name="Hush", workflow=workflow_named("crisp-dm"), by=ada)
    secret = Task.create(hush, title="Secret wings", by=ada)
    run = wing.runs.order_by("pk")[0]
    logged_run(ada, name="of-no-task")
    Experiment.of(wing)
    lines = [f"task {secret.key}", f"run {run.number}", f"run {run.number + 2}", f"results {wing.key}", "tasks is:open"]
    lines += ["experiments", "tasks assignee:me", f"chart {wing.key} val_loss"]
    text = "\n\n".join(f"{{{{{line}}}}}" for line in lines)
    page = str(outside(Document.begin(kite, title="Report", text=text, by=ada)))
    assert "<a " not in page
    assert f"Run {run.number} short" in page
    assert page.count("Something you cannot see") == 2
    assert "depends on who looks" in page
    assert "Secret" not in page


def test_outside_nobody_reads_how_something_was_asked_for(kite, ada):
    text = "{{task HUSH-1}}\n\n{{tasks is:open}}"
    page = str(outside(Document.begin(kite, title="Report", text=text, by=ada)))
    assert "Something you cannot see" in page
    assert f"<b>{kite.tasks.count()} tasks</b>" in page
    assert not [asked for asked in ("{{", "HUSH", "is:open") if asked in page]


def test_what_is_quoted_is_escaped(look, kite, ada):
    task = Task.create(kite, title="<script>alert(1)</script>", by=ada)
    page = html(f"{{{{task {task.key}}}}}\n\n{{{{tasks}}}}\n\n{{{{tasks <b>}}}}\n\n{{{{<b>x}}}}", look)
    assert "<script" not in page
    assert "<b>x" not in page


def test_thirty_quotes_of_all_kinds_cost_few_questions(ada_client, kite, ada, wing, django_assert_max_num_queries):
    Experiment.of(wing)
    other = experiment(kite, ada, "Tail length")
    for number in range(4):
        logged_run(ada, task=other, name=f"tail-{number}", metrics={"val_loss": [0.9, 0.5 - number / 10]})
    Experiment.of(other)
    lines = [f"task KITE-{number}" for number in range(1, 8)]
    lines += [f"run {wing.key}#1", f"run {wing.key}#2", *(f"run {other.key}#{nth}" for nth in range(1, 5))]
    lines += [f"run {run.number}" for run in [*wing.runs.all(), *other.runs.all()]]
    lines += [
        f"results {wing.key}",
        f"results {other.key}",
        f"chart {wing.key} val_loss",
        f"chart {other.key} val_loss",
    ]
    lines += [
        "experiments",
        "experiments failure",
        "experiments open",
        "tasks",
        "tasks is:open",
        "task KITE-9",
        "rnu 1",
    ]
    assert len(lines) == 30
    text = "\n\n".join(f"{{{{{line}}}}}" for line in lines)
    look = Look(kite, ada, now())
    shown(text, look)
    with django_assert_max_num_queries(15):
        page = html(text, look)
    assert page.count("<figure class=") >= 29


def test_the_page_listens_to_what_it_quotes(ada_client, kite, ada, wing):
    run = wing.runs.order_by("pk")[0]
    document = Document.begin(kite, title="Report", text=f"{{{{run {run.number}}}}}\n\n{{{{tasks}}}}", by=ada)
    page = ada_client.get(f"/documents/{document.pk}").content.decode()
    assert f'data-live="document:{document.pk} project:{kite.pk} run:{run.uid}"' in page
    assert "live, as of" in page


def test_a_text_is_previewed_with_its_quotes_and_offers_complete_them(ada_client, kite, ada, wing):
    document = Document.begin(kite, title="Report", by=ada)
    address = f"/documents/{document.pk}"
    page = ada_client.post(f"{address}/preview", {"text": "{{task KITE-1 | frozen}}"}).content.decode()
    assert "Write the research plan" in page
    assert "will be frozen when it is saved" in page
    typed = {"title": "Report", "text": "{{task KITE-1}}", "version": "1", "note": "", "preview": "1"}
    assert "Write the research plan" in ada_client.post(f"{address}/text", typed).content.decode()

    def offered(kind, words=""):
        return [one["argument"] for one in ada_client.get(f"{address}/quotable?kind={kind}&q={words}").json()["offers"]]

    assert "KITE-1" in offered("task", "research")
    first, second = wing.runs.order_by("pk")
    assert offered("run") == [str(second.number), str(first.number)]
    assert offered("run", wing.key) == [str(second.number), str(first.number)]
    assert offered("chart", f"{wing.key} val") == [f"{wing.key} val_loss"]
    assert offered("results")[0] == wing.key
    assert offered("experiments", "fail") == ["failure"]
    assert offered("nonsense") == []
    assert '"text": "{{run \\ue000}}"' in ada_client.get(f"{address}/text").content.decode().replace("&#34;", '"')
