from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("tasks", "0001_initial"),
        ("tasks", "0002_parts_and_shelves"),
        ("tasks", "0003_board_choice"),
        ("tasks", "0004_parts_of_a_split"),
        ("tasks", "0005_overrun_told"),
        ("tasks", "0006_overridden_at"),
        ("tasks", "0007_handoffs"),
        ("tasks", "0008_tasks_on_board"),
        ("tasks", "0009_blocked"),
        ("tasks", "0010_comments_rewritten"),
        ("tasks", "0011_kind_templates"),
        ("tasks", "0012_board_view"),
        ("tasks", "0013_nature_of_tasks"),
        ("tasks", "0014_begun_tasks"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="BoardView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "workspace",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.TextField(blank=True)),
                        ("shared_at", models.DateTimeField(null=True)),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "person", "name"), name="board_view_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("project", None)),
                                fields=("person", "name"),
                                name="board_view_once_for_the_workspace",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        ("lanes", models.CharField(blank=True, max_length=20)),
                        ("folded", models.JSONField(default=list)),
                        (
                            "view",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tasks.boardview",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "project"), name="board_choice_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("project", None)),
                                fields=("person",),
                                name="board_choice_once_for_the_workspace",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KindTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "workspace",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="task_templates",
                                to="accounts.workspace",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "Task"),
                                    ("experiment", "Experiment"),
                                    ("data", "Data"),
                                    ("productization", "Productization"),
                                    ("pipeline", "Pipeline"),
                                    ("deployment", "Deployment"),
                                    ("retraining", "Retraining"),
                                    ("monitoring", "Monitoring"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("description", models.TextField(blank=True)),
                        ("checks", models.JSONField(default=list)),
                        (
                            "discipline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("data-science", "Data science"),
                                    ("ml-engineering", "ML engineering"),
                                    ("data-engineering", "Data engineering"),
                                    ("devops", "DevOps"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("labels", models.JSONField(default=list)),
                        ("estimate_days", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("workspace", "kind", "name"), name="task_template_name_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "task",
                                            "experiment",
                                            "data",
                                            "productization",
                                            "pipeline",
                                            "deployment",
                                            "retraining",
                                            "monitoring",
                                        ],
                                    )
                                ),
                                name="task_template_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="projects.project"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "Task"),
                                    ("experiment", "Experiment"),
                                    ("data", "Data"),
                                    ("productization", "Productization"),
                                    ("pipeline", "Pipeline"),
                                    ("deployment", "Deployment"),
                                    ("retraining", "Retraining"),
                                    ("monitoring", "Monitoring"),
                                ],
                                default="task",
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="projects.phase"
                            ),
                        ),
                        (
                            "column",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="projects.column"
                            ),
                        ),
                        ("rank", models.CharField(max_length=120)),
                        (
                            "assignee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "discipline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("data-science", "Data science"),
                                    ("ml-engineering", "ML engineering"),
                                    ("data-engineering", "Data engineering"),
                                    ("devops", "DevOps"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[("exploration", "Exploration"), ("delivery", "Delivery")],
                                max_length=12,
                            ),
                        ),
                        ("estimate_days", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                        ("overrun_told_days", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("overridden_at", models.DateTimeField(null=True)),
                        ("override_reason", models.CharField(blank=True, max_length=300)),
                        ("blocked_at", models.DateTimeField(null=True)),
                        ("blocked_reason", models.CharField(blank=True, max_length=300)),
                        ("result", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "part_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="parts",
                                to="tasks.task",
                            ),
                        ),
                        ("archived_at", models.DateTimeField(null=True)),
                        (
                            "archived_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("trashed_at", models.DateTimeField(null=True)),
                        (
                            "trashed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("labels", models.ManyToManyField(blank=True, related_name="tasks", to="projects.label")),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("trashed_at__isnull", False)),
                                fields=["trashed_at"],
                                name="task_trash",
                            ),
                            models.Index(
                                condition=models.Q(("archived_at", None), ("trashed_at", None)),
                                fields=["project", "column", "assignee", "finished_at", "rank", "phase", "discipline"],
                                name="task_on_board",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("archived_at", None),
                                    ("finished_at", None),
                                    ("started_at__isnull", False),
                                    ("trashed_at", None),
                                ),
                                fields=["assignee"],
                                name="task_begun",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "number"), name="task_number_once"),
                            models.UniqueConstraint(fields=("column", "rank"), name="task_one_place"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "task",
                                            "experiment",
                                            "data",
                                            "productization",
                                            "pipeline",
                                            "deployment",
                                            "retraining",
                                            "monitoring",
                                        ],
                                    )
                                ),
                                name="task_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("nature__in", ["", "exploration", "delivery"])),
                                name="task_nature_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("estimate_days", None),
                                    models.Q(("estimate_days__gt", 0), ("estimate_days__lte", Decimal("5"))),
                                    _connector="OR",
                                ),
                                name="task_at_most_five_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handoff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="handoff", to="tasks.task"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="handoffs",
                                to="tasks.task",
                            ),
                        ),
                        (
                            "to_person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "to_discipline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("data-science", "Data science"),
                                    ("ml-engineering", "ML engineering"),
                                    ("data-engineering", "Data engineering"),
                                    ("devops", "DevOps"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "Offered"),
                                    ("asked-back", "Asked back"),
                                    ("accepted", "Accepted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="offered",
                                max_length=12,
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("waits_since", models.DateTimeField()),
                        ("told_at", models.DateTimeField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("question", models.TextField(blank=True)),
                        ("accepted_at", models.DateTimeField(null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("memory", models.CharField(blank=True, max_length=100)),
                        ("latency", models.CharField(blank=True, max_length=100)),
                        ("open_questions", models.TextField(blank=True)),
                        ("facts", models.JSONField(default=list)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("offered", "asked-back"))),
                                fields=["waits_since"],
                                name="handoff_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["offered", "asked-back", "accepted", "withdrawn"])),
                                name="handoff_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("to_person", None), models.Q(("to_discipline", ""), _negated=True)),
                                    models.Q(("to_person__isnull", False), ("to_discipline", "")),
                                    _connector="OR",
                                ),
                                name="handoff_to_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    ("accepted_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="handoff_accepted_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField()),
                        ("created_at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="tasks.task"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="tasks.task"
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("rank", models.CharField(max_length=120)),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "rank"), name="task_check_one_place"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("done_by", None)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_check_done_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="tasks.task"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("content_type", models.CharField(max_length=100)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["sha256"], name="attachment_blob")],
                    },
                ),
                migrations.CreateModel(
                    name="TaskLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="tasks.task"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links_here", to="tasks.task"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("blocks", "blocks"),
                                    ("relates", "relates to"),
                                    ("follows", "follows from"),
                                    ("hands-over", "hands over to"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "other", "kind"), name="task_link_once"),
                            models.CheckConstraint(
                                condition=models.Q(("task", models.F("other")), _negated=True),
                                name="task_link_between_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["blocks", "relates", "follows", "hands-over"])),
                                name="task_link_kind_known",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
