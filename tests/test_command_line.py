"""The command line for people and CI, against the real server."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.serving import Server

from assay.accounts.models.person.roles import Discipline
from assay.cli.main import main
from assay.cli.remote.handoffs import DISCIPLINES
from assay.cli.remote.parser import KINDS
from assay.experiments.models import Experiment
from assay.experiments.tests.trainings import Training, write_plan
from assay.kit.clock import as_of, now
from assay.projects.models import ColumnState
from assay.tasks.keys import TaskKind
from assay.tasks.models import Comment, Handoff, Task

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Server]:
    """One server for all of these tests; the database behind it is emptied between them."""
    with django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("server") / "server.log")
    server.wait_until_it_answers()
    yield server
    server.stop()


@pytest.fixture
def cli(transactional_db: None, server: Server, ada_token: str, tmp_path: Path, monkeypatch: Any, capsys: Any) -> Cli:
    """Type a command; return exit status, what it printed and what it complained."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("ASSAY_URL", server.address)
    monkeypatch.setenv("ASSAY_TOKEN", ada_token)
    capsys.readouterr()

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def started(kite: Any, ada: Any) -> Task:
    task = Task.create(kite, title="Wing area lifts f1", by=ada, kind="experiment", assignee=ada)
    write_plan(task, by=ada)
    task.move_to(kite.columns.filter(state=ColumnState.ACTIVE)[0], by=ada)
    return task


def test_tasks_are_created_found_moved_and_talked_about(cli: Cli, kite: Any) -> None:
    column = kite.columns.filter(state=ColumnState.ACTIVE)[0]
    _status, key, _err = cli(
        "task", "create", "Weigh the [kite]", "--project", "kite", "--days", "2", "--assignee", "me"
    )
    key = key.strip()
    assert cli("task", "move", key, column.name)[0] == 0
    assert cli("task", "comment", key, "Done by *Friday*")[0] == 0
    status, shown, _err = cli("task", "show", key)
    assert status == 0
    assert "Weigh the [kite]" in shown
    found = json.loads(cli("tasks", "list", "--assignee", "ada", "--state", "active", "--json")[1])
    assert [task["key"] for task in found] == [key]
    filtered = json.loads(cli("tasks", "list", "--filter", "assignee:me weigh state:active", "--json")[1])
    assert [task["key"] for task in filtered] == [key]
    assert Comment.objects.get().text == "Done by *Friday*"


def test_a_long_idea_is_refused_with_the_way_to_split_it(cli: Cli, kite: Any) -> None:
    status, _out, err = cli("task", "create", "Weigh it", "--project", "kite", "--days", "9")
    assert (status, "assay task split KEY --part '5 …' --part '4 …'" in err) == (1, True)
    _status, key, _err = cli("task", "create", "Weigh it", "--project", "kite", "--days", "5")
    status, out, _err = cli("task", "split", key.strip(), "--part", "5 Weigh it", "--part", "4 Write it up", "--json")
    assert [(part["title"], part["estimate_days"]) for part in json.loads(out)] == [("Weigh it", 5), ("Write it up", 4)]


def test_a_list_for_other_programs_is_one_line_an_item(cli: Cli, kite: Any) -> None:
    _status, out, _err = cli("task", "list", "--project", "KITE")
    rows = [line.split("\t") for line in out.splitlines()]
    assert {row[0] for row in rows} == {task.key for task in kite.tasks.select_related("project")}


def test_a_second_start_says_how_to_answer(cli: Cli, kite: Any, ada: Any, started: Task) -> None:
    other = Task.create(kite, title="Another", by=ada, assignee=ada)
    column = kite.columns.filter(state=ColumnState.ACTIVE)[0]
    status, _out, err = cli("task", "move", other.key, column.name)
    assert (status, "--instead pause" in err) == (1, True)
    assert cli("task", "move", other.key, column.name, "--instead", "pause")[0] == 0
    started.refresh_from_db()
    assert not started.is_in_progress


def test_work_is_handed_over_asked_about_and_accepted(cli: Cli, started: Task, ada: Any) -> None:
    status, out, _err = cli("handoff", "offer", started.key, "--to", "me", "--memory", "512 MB")
    key = out.strip()
    assert status == 0
    assert key in cli("handoff", "list")[1]
    assert cli("handoff", "ask", key, "Which threshold?")[1] == f"{key}: sent\n"
    assert cli("handoff", "answer", key, "0.4")[1] == f"{key}: sent\n"
    assert cli("handoff", "accept", key)[1] == f"{key} is yours\n"
    assert cli("handoff", "list")[1:] == ("", "Nothing waits for you.\n")
    handoff = Handoff.objects.select_related("task").get()
    assert (handoff.task.assignee_id, handoff.memory, handoff.state) == (ada.pk, "512 MB", "accepted")


def test_an_offer_to_a_discipline_is_taken_back(cli: Cli, started: Task, ben: Any) -> None:
    ben.edit(name=ben.name, discipline="ml-engineering", hue=1)
    status, out, err = cli("handoff", "offer", started.key, "--to", "ml-engineering")
    assert (status, err) == (0, "")
    key = out.strip()
    assert cli("handoff", "withdraw", key)[1] == f"{key}: hand-off withdrawn\n"
    assert cli("handoff", "list", "--all")[1:] == ("", "No open hand-offs.\n")


def test_the_exit_status_of_a_verdict_tells_ci_what_to_do(cli: Cli, started: Task, ada: Any) -> None:
    assert cli("verdict", started.key)[0] == 3
    Training.begin(started, by=ada).log(f1=0.5).end()
    assert cli("verdict", started.key)[0] == 4
    Training.begin(started, by=ada).log(f1=0.9).end()
    status, out, _err = cli("experiment", "verdict", started.key, "--json")
    assert (status, json.loads(out)["state"]) == (0, "met")
    assert cli("verdict", "KITE-EXP-999")[0] == 1


def test_an_experiment_is_closed_with_its_next_steps(cli: Cli, started: Task, ada: Any) -> None:
    Training.begin(started, by=ada).log(f1=0.9).end()
    words = [
        "--outcome",
        "success",
        "--learnings",
        "Area counts.",
        "--keep",
        "It flies.",
        "--next",
        "data: Measure tails",
    ]
    status, out, err = cli("experiment", "close", started.key, *words)
    assert (status, err) == (0, "")
    assert "KITE-DATA-" in out
    assert Experiment.of(started).outcome == "success"
    assert "Area counts." in cli("experiment", "show", started.key)[1]


def test_what_is_missing_at_the_close_is_named(cli: Cli, started: Task) -> None:
    status, _out, err = cli(
        "experiment", "close", started.key, "--outcome", "success", "--learnings", "x", "--keep", "y"
    )
    assert status == 1
    assert "outcome_because" in err


def test_runs_and_projects_are_listed_and_shown(cli: Cli, started: Task, ada: Any) -> None:
    run = Training.begin(started, by=ada, params={"area": "2"}).log(f1=0.9).end().run
    assert json.loads(cli("run", "list", "--task", started.key, "--json")[1])[0]["uid"] == run.uid
    assert "area = 2" in cli("run", "show", run.uid)[1]
    assert "KITE" in cli("project", "list")[1]
    assert "No metric is defined yet." in cli("project", "metrics", "KITE")[2]
    assert "Modeling" in cli("project", "show", "KITE")[1]
    assert cli("project", "create", "Paper planes", "--key", "PAPER")[1].strip() == "PAPER"


def test_a_run_is_asked_to_stop_and_let_go_on(cli: Cli, started: Task, ada: Any) -> None:
    run = Training.begin(started, by=ada).log(f1=0.5).run
    assert cli("run", "stop", run.uid, "--because", "too slow")[1] == f"Run {run.uid} is asked to stop.\n"
    assert run.tags.get(key="card.stop").value == "Ada Lovelace: too slow"
    assert cli("run", "stop", run.uid, "--take-back")[1] == f"Run {run.uid} may go on.\n"
    over = Training.begin(started, by=ada).end().run
    status, _out, complaint = cli("run", "stop", over.uid)
    assert (status, complaint) == (1, "assay: The run is over already.\n")


def test_tokens_are_listed_and_revoked(cli: Cli, ada_token: str) -> None:
    (token,) = json.loads(cli("token", "list", "--json")[1])
    assert cli("token", "revoke", str(token["id"]))[0] == 0
    assert cli("task", "list")[0] == 1


def test_a_login_is_kept_for_its_user_alone(
    cli: Cli, server: Server, ada_token: str, tmp_path: Path, monkeypatch: Any
) -> None:
    for name in ("ASSAY_URL", "ASSAY_TOKEN"):
        monkeypatch.delenv(name)
    assert "assay login" in cli("task", "list")[2]
    monkeypatch.setattr("sys.stdin", _Pipe(ada_token))
    assert "Ada Lovelace" in cli("login", server.address + "/")[1]
    kept = tmp_path / "config/assay/login.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert cli("project", "list")[0] == 0
    assert cli("logout")[0] == 0
    assert not kept.exists()


def test_a_wrong_token_or_address_says_what_to_do(cli: Cli, server: Server, monkeypatch: Any) -> None:
    monkeypatch.setenv("ASSAY_TOKEN", "assay_wrong")
    assert "token" in cli("task", "list")[2]
    monkeypatch.setenv("ASSAY_URL", "http://127.0.0.1:9")
    assert "Is it running" in cli("task", "list")[2]
    monkeypatch.setenv("ASSAY_URL", server.address + "/static")
    assert "no answer of Assay" in cli("task", "list")[2]


def test_the_command_line_knows_every_kind_of_task() -> None:
    assert set(KINDS) == set(TaskKind.values)


def test_the_command_line_knows_every_discipline() -> None:
    assert set(DISCIPLINES) == set(Discipline.values)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(shell: str, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    assert main(["completion", shell]) == 0
    assert "verdict" in capsys.readouterr().out


class _Pipe:
    """Standard input as a pipe with one line."""

    def __init__(self, line: str) -> None:
        self.line = line

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        return self.line + "\n"


def test_where_a_project_stands_is_said_and_read(cli: Cli, kite: Any) -> None:
    assert cli("project", "set", "kite", "--status", "Waiting for wind", "--decision-due", "2027-03-01")[0] == 0
    shown = cli("project", "show", "kite")[1]
    assert "Waiting for wind" in shown
    assert "2027-03-01" in shown
    assert cli("project", "decide", "kite", "pivot", "--why", "No wind", "--what", "to balloons")[0] == 0
    assert "to balloons" in cli("project", "decisions", "kite")[1]
    assert cli("project", "answer", "kite", "allow", "yes", "--note", "asked")[0] == 0
    answers = {one["name"]: one["answer"] for one in json.loads(cli("project", "readiness", "kite", "--json")[1])}
    assert (answers["Allowed"], answers["Enough"]) == ("yes", "unknown")


def test_stakeholders_are_named_from_a_terminal(cli: Cli, kite: Any) -> None:
    assert cli("project", "stakeholders", "add", "kite", "Lucía Ortega", "--role", "Pays")[0] == 0
    assert cli("project", "stakeholders", "edit", "kite", "luc", "--email", "lu@care.example")[0] == 0
    assert "lu@care.example" in cli("project", "stakeholders", "list", "kite")[1]
    status, _out, err = cli("project", "stakeholders", "remove", "kite", "tom")
    assert (status, "Lucía Ortega" in err) == (1, True)
    assert cli("project", "stakeholders", "remove", "kite", "lucía")[0] == 0
    assert cli("project", "stakeholders", "list", "kite")[1] == ""


def test_phases_are_read_ended_and_opened_again(cli: Cli, started: Task, kite: Any) -> None:
    phase = started.phase
    assert f"{phase.name}\tnow" in cli("phase", "times", "KITE")[1]
    status, _out, err = cli("phase", "done", "KITE", phase.name)
    assert (status, phase.exit_questions[0] in err) == (1, True)
    answers = ["no: nobody asked", *["yes"] * (len(phase.exit_questions) - 1)]
    status, _out, err = cli("phase", "done", "KITE", phase.name, *answers)
    assert (status, "Say why" in err) == (1, True)
    done = cli("phase", "done", "KITE", phase.name.upper(), *answers, "--reason", "We stop")
    assert done[:2] == (0, f"{phase.name} is declared done\n")
    assert phase.closings.get().answers[0]["note"] == "nobody asked"
    assert "worked on again" in cli("phase", "times", "KITE")[1]
    assert cli("phase", "reopen", "KITE", phase.name, "--reason", "It was not")[0] == 0
    assert "has no phase" in cli("phase", "reopen", "KITE", "Dreaming", "--reason", "x")[2]


def test_a_forecast_says_the_days_or_what_is_missing(cli: Cli, kite: Any, ada: Any) -> None:
    status, out, _err = cli("forecast", "KITE", "--by", "2199-12-24")
    assert (status, "too early" in out.lower(), "at least" in out) == (0, True, False)
    status, _out, err = cli("forecast", "KITE", "--by", "2020-01-01")
    assert (status, "Choose a day to come." in err) == (1, True)
    monday = now() - timedelta(days=now().weekday())
    for week in range(8, 0, -1):
        with as_of(monday - timedelta(weeks=week)):
            task = Task.create(kite, title=f"T{week}", by=ada)
            task.move_to(kite.columns.get(state="active"), by=ada)
            task.move_to(kite.columns.get(state="done"), by=ada)
    status, out, _err = cli("forecast", "KITE", "--by", "2199-12-24")
    assert (status, "pace\t1.0 a week" in out, "by 2199-12-24\tat least 50 %: " in out) == (0, True, True)


def test_the_portfolio_is_read_from_a_terminal(cli: Cli, started: Task) -> None:
    status, out, _err = cli("portfolio", "list", "--lead", "me", "--state", "busy")
    assert (status, "KITE Kite\t" in out, "too early" in out) == (0, True, True)
    assert cli("portfolio", "list", "--only", "over") == (0, "", "No project fits.\n")
    assert f"{started.key} (day 1 of 5)" in cli("portfolio", "people")[1]
