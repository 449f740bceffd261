"""Two workspaces with a row in every table, made by the product's own verbs and protocols."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from secrets import token_hex
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from tests.sweep import parts
from tests.sweep.passkeys import passkey_data
from tests.sweep.world import World

from assay.accounts.models import Absence, Holiday, Invitation, Person, Token, User, Workspace
from assay.accounts.models.person import Role
from assay.activity.models import Event
from assay.documents.models import Document
from assay.experiments.models import Conclusion, Draft, Experiment, NextStep, Scratch, Step
from assay.importers.models import LeftOut, ResultsFile, Source, SourceGroup, SourceModel, SourceRun
from assay.importers.results.sent import Sent, take_sent
from assay.kit import blobs
from assay.kit.clock import now
from assay.notifications.marking import choose
from assay.notifications.telling import tell
from assay.notifications.watching import watch
from assay.projects.models import Project, SavedWorkflow
from assay.projects.planting import gathered
from assay.projects.workflows import workflow_named
from assay.pure.criteria import parse_criterion, parse_stop
from assay.registry.models import RegisteredModel
from assay.runs.models import LoggedModel, Run, SavedView, TableChoice
from assay.tasks.models import BoardChoice, BoardView, Comment, Handoff, Task
from assay.tasks.models.handoff import Offer, Recipient
from assay.tasks.models.kind_template import KindTemplate, TemplateFacts
from assay.webhooks.models import Delivery, Webhook
from assay.webhooks.models import Settings as HookSettings

CHRISTMAS = date(2026, 12, 25)


@contextmanager
def taken_back(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is made inside stays for the tests of a module, whose own changes are taken back before, and is then gone.

    Making a world takes longer than most questions to it.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_world(name: str, *, key: str) -> World:
    """Make a workspace with people of every role, a project and an experiment with a run."""
    workspace = Workspace.objects.create(name=name)
    people = {role.value: _person(workspace, role) for role in Role}
    owner, member = people[Role.OWNER.value], people[Role.MEMBER.value]
    member.make_link(by=owner)
    project = Project.start(key=key, name=name, workflow=workflow_named("six-phases"), by=owner)
    project.add_member(people[Role.GUEST.value], by=owner)
    project.add_member(member, by=owner)
    task, experiment = _tasks(project, owner)
    _decide(project, owner)
    _notices(task, people)
    token, secret = Token.create_for(member, name="laptop")
    run, model = _logged(experiment, secret, file=name.encode())
    TableChoice.of(member, project).fold("metrics.val/")
    BoardChoice.of(member, project).fold("person:")
    Task.objects.filter(pk=task.pk).update(assignee=member)
    document = _document(project, owner)
    return World(
        people=people,
        project_key=key,
        task_key=task.key,
        experiment_key=experiment.key,
        handed_key=_handed(experiment, member, owner).key,
        member_pk=member.pk,
        token_pk=token.pk,
        invitation_pk=Invitation.make(name="Max", role=Role.GUEST.value, email="max@x.example", by=owner)[0].pk,
        absence_pk=Absence.enter(member, first_on=CHRISTMAS, last_on=CHRISTMAS, note="Skiing", by=member).pk,
        holiday_pk=_holiday(owner).pk,
        session_pk=_session(owner).pk,
        passkey_pk=_passkey(owner).pk,
        run_uid=run.uid,
        run_number=run.number,
        view_pk=SavedView.keep(project, name=name, query="", by=member, at=now()).pk,
        board_view_pk=_board_view(project, member),
        model_uid=model.uid,
        model_name=_model_name(experiment),
        group_pk=run.group_id,
        column_pk=project.columns.order_by("pk")[0].pk,
        phase_pk=project.phases.order_by("pk")[0].pk,
        label_pk=project.labels.order_by("pk")[0].pk,
        workflow_slug=_template(project, owner).slug,
        template_pk=KindTemplate.add(TemplateFacts("data", "Ours"), by=owner).pk,
        link_pk=task.link_to(experiment, as_="blocks", by=owner).pk,
        step_pk=experiment.add_check("Tell the team", by=owner).pk,
        comment_pk=experiment.comment("As I said", by=owner).pk,
        attachment_pk=experiment.attach(blobs.keep([name.encode()]), name="notes.txt", by=owner).pk,
        event_pk=Event.objects.about(experiment.subject).order_by("pk").last().pk,  # type: ignore[union-attr]
        next_step_pk=_next_step(experiment, owner).pk,
        scratch_number=Scratch.add(project, "Does the price help?", by=owner).number,
        webhook_uid=_webhook(owner).uid,
        source_pk=_brought(project, run, owner).pk,
        results_pk=_results(experiment, owner).pk,
        facts=parts.plant(project, people),
        document_pk=document.pk,
        document_file_pk=document.attach(blobs.keep([name.encode()]), name="plan.png", by=owner).pk,
    )


def _board_view(project: Project, member: Person) -> int:
    view = BoardView.keep(project, name=project.name, query="lanes=phase", is_shared=True, by=member)
    BoardChoice.of(member, project).open_with(view)
    return view.pk


def _template(project: Project, owner: Person) -> SavedWorkflow:
    workflow = gathered(project, name="Ours", summary="How we work", tasks=[])
    return SavedWorkflow.save_from(project, name="Ours", summary="How we work", workflow=workflow, by=owner)


def _brought(project: Project, run: Run, owner: Person) -> Source:
    """A source that has brought a run and a model, and left something out."""
    source = Source.add(project, f"https://mlflow.example/{project.key}", by=owner, secret="hush")
    SourceGroup.objects.create(source=source, remote_id="1", name="churn", group=run.group)
    SourceRun.objects.create(source=source, uid=run.uid, run=run, remote_group="1", is_shown=True)
    model = RegisteredModel.register(f"model of {project.key}", by=owner, project=project)
    SourceModel.objects.create(source=source, name=model.name, model=model)
    LeftOut.objects.create(source=source, what="run", name="f" * 32, why="Its experiment was left out.")
    return source


def _results(task: Task, owner: Person) -> ResultsFile:
    """A table that waits for its columns, and a run that was sent."""
    take_sent(task, [Sent(id="sent", params={"lr": "1"})], origin="the API", by=owner)
    blob = blobs.keep([b"name,f1\na,0.5\n"])
    return ResultsFile.objects.create(
        task=task, name="r.csv", sha256=blob.sha256, size=blob.size, created_at=task.created_at, created_by=owner
    )


def _next_step(task: Task, owner: Person) -> NextStep:
    experiment = Experiment.of(task)
    experiment.note_conclusion(Conclusion(learnings="Much", steps=(Step("Try again"),)), by=owner)
    return experiment.steps.get()


def _document(project: Project, owner: Person) -> Document:
    """A document that its writer has not finished."""
    document = Document.begin(project, title="Charter", text="Goal", folder="plans", by=owner)
    document.keep_draft("Charter", "Goal and", version=1, by=owner)
    return document


def _holiday(owner: Person) -> Holiday:
    Holiday.add({CHRISTMAS: "Christmas"}, by=owner)
    return owner.workspace.holidays.get()


def _webhook(owner: Person) -> Webhook:
    """A webhook with a line in its log; nothing is sent."""
    asked = HookSettings("chat", "https://chat.example/", ["task.moved", "model_version.created"], secret="hush")
    webhook = Webhook.create(asked, by=owner)
    Delivery.write(webhook, "task.moved", event=Event.objects.filter(workspace=owner.workspace)[0])
    return webhook


def _session(person: Person) -> UserSession:
    return UserSession.objects.create(
        user_id=person.user_id, ip="10.0.0.9", user_agent=f"Firefox/1 of {person.name}", session_key=token_hex(20)
    )


def _passkey(person: Person) -> Authenticator:
    data = passkey_data(f"phone of {person.name}")
    return Authenticator.objects.create(user_id=person.user_id, type=Authenticator.Type.WEBAUTHN, data=data)


def _person(workspace: Workspace, role: Role) -> Person:
    user = User.objects.create_user(f"{role.value}@{workspace.pk}.example")
    return Person.join(workspace, name=f"{role.value} of {workspace.name}", role=role, user=user)


def _tasks(project: Project, owner: Person) -> tuple[Task, Task]:
    task = Task.create(project, title="Look at the data", by=owner, description="Where it comes from")
    experiment = Task.create(project, title="Baseline", by=owner, kind="experiment")
    Comment.objects.create(task=experiment, person=owner, text="Looks fine", created_at=task.created_at)
    draft = Draft(
        hypothesis="It holds",
        criteria=[parse_criterion("accuracy >= 0.9 on test")],
        stops=[parse_stop("loss diverges -> check the data")],
        makes_baseline=True,
    )
    Experiment.of(experiment).write(draft, by=owner)
    return task, experiment


def _handed(task: Task, member: Person, owner: Person) -> Task:
    """A task that was handed over and asked back about."""
    to = Recipient(person=member)
    offer = Offer(title="Serve it", to=to, phase=task.phase, open_questions="How much memory?")
    handoff = Handoff.offer(task, offer, by=owner)
    handoff.ask_back("Which features?", by=member)
    return handoff.task


def _decide(project: Project, owner: Person) -> None:
    """An experiment with an extended timebox and a decision."""
    task = Task.create(project, title="Decided", by=owner, kind="experiment")
    experiment = Experiment.of(task)
    lines = [parse_criterion("accuracy >= 0.9")]
    experiment.write(Draft(hypothesis="It holds", criteria=lines, makes_baseline=True), by=owner)
    experiment.start(by=owner)
    experiment.extend(1, "More data", by=owner)
    experiment.conclude(Conclusion(outcome="stopped", learnings="Much"), by=owner)


def _notices(task: Task, people: dict[str, Person]) -> None:
    """Let everybody watch the task and be told of a comment; and somebody want to hear less."""
    for person in people.values():
        watch(task, person)
    task.comment("Worth a look", by=people[Role.MEMBER.value])
    task.comment("It is", by=people[Role.OWNER.value])
    for event in Event.objects.about(task.subject).filter(kind="task.commented"):
        tell.work(event.pk)
    choose(people[Role.OWNER.value], off=["verdict"])


def _logged(experiment: Task, secret: str, *, file: bytes) -> tuple[Run, LoggedModel]:
    """Log a run as an MLflow client would."""
    client = Client(headers={"Authorization": f"Bearer {secret}"})

    def post(address: str, **body: Any) -> Any:
        answer = client.post(f"/api/2.0/mlflow/{address}", json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer.json()

    group = post("experiments/create", name=experiment.key)["experiment_id"]
    post("experiments/set-experiment-tag", experiment_id=group, key="team", value="vision")
    uid = post("runs/create", experiment_id=group, run_name="first")["run"]["info"]["run_id"]
    point = {"key": "loss", "value": 0.5, "timestamp": 1_700_000_000_000, "step": 1}
    pair = {"key": "lr", "value": "0.1"}
    post("runs/log-batch", run_id=uid, metrics=[point], params=[pair], tags=[pair])
    dataset = {"name": "digits", "digest": "abc", "source_type": "local", "source": "{}", "schema": "{}"}
    post("runs/log-inputs", run_id=uid, datasets=[{"dataset": dataset, "tags": []}])
    model = post("logged-models", experiment_id=group, name="net", source_run_id=uid, tags=[pair], params=[pair])
    model_uid = model["model"]["info"]["model_id"]
    post("runs/outputs", run_id=uid, models=[{"model_id": model_uid, "step": 0}])
    _upload(client, f"{group}/{uid}/artifacts/model/MLmodel", file)
    _upload(client, f"{group}/models/{model_uid}/artifacts/MLmodel", file)
    name, source = _model_name(experiment), {"source": f"models:/{model_uid}", "run_id": uid, "model_id": model_uid}
    post("registered-models/create", name=name, description="Tells them apart", tags=[pair])
    post("model-versions/create", name=name, description="The first", run_link="x", tags=[pair], **source)
    post("registered-models/alias", name=name, alias="champion", version="1")
    return Run.objects.get(uid=uid), LoggedModel.objects.get(uid=model_uid)


def _model_name(experiment: Task) -> str:
    return f"{experiment.project.key.lower()}-churn"


def _upload(client: Client, path: str, file: bytes) -> None:
    address = f"/api/2.0/mlflow-artifacts/artifacts/{path}"
    answer = client.put(address, file, content_type="application/octet-stream")
    assert answer.status_code == 200, answer.content
