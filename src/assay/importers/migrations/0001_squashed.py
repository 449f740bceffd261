import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("importers", "0001_initial"),
        ("importers", "0002_sent_runs"),
        ("importers", "0003_brought_tasks"),
        ("importers", "0004_changelog_files"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
        ("registry", "0001_initial"),
        ("runs", "0001_squashed"),
        ("tasks", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ChangelogFile",
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
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ResultsFile",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tasks.task"
                            ),
                        ),
                        ("name", models.CharField(max_length=250)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Source",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="projects.project",
                            ),
                        ),
                        ("uri", models.CharField(max_length=500)),
                        ("user_name", models.CharField(blank=True, max_length=250)),
                        ("sealed", models.TextField(blank=True)),
                        (
                            "schedule",
                            models.CharField(
                                choices=[
                                    ("off", "Only when asked"),
                                    ("minute", "Every minute"),
                                    ("hour", "Every hour"),
                                ],
                                default="off",
                                max_length=10,
                            ),
                        ),
                        ("copies_files", models.BooleanField(default=False)),
                        ("is_trusted", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("running", "Running"),
                                    ("done", "In step"),
                                    ("failed", "Failed"),
                                    ("paused", "Paused"),
                                ],
                                default="running",
                                max_length=10,
                            ),
                        ),
                        ("cursor", models.JSONField(default=dict)),
                        ("counts", models.JSONField(default=dict)),
                        ("newest_ms", models.BigIntegerField(default=0)),
                        ("passes", models.PositiveIntegerField(default=0)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("last_error", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("whole_at", models.DateTimeField(null=True)),
                        ("looked_over_at", models.DateTimeField(null=True)),
                        ("next_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "uri"), name="source_once_a_project"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["running", "done", "failed", "paused"])),
                                name="source_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("schedule__in", ["off", "minute", "hour"])),
                                name="source_schedule_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="left_out",
                                to="importers.source",
                            ),
                        ),
                        ("what", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=500)),
                        ("why", models.TextField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "what", "name"), name="left_out_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="importers.source",
                            ),
                        ),
                        ("remote_id", models.CharField(max_length=100)),
                        ("name", models.CharField(max_length=500)),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="runs.rungroup",
                            ),
                        ),
                        ("is_made", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "remote_id"), name="source_group_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceModel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="models",
                                to="importers.source",
                            ),
                        ),
                        ("name", models.CharField(max_length=256)),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="registry.registeredmodel",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("source", "name"), name="source_model_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SourceRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="importers.source",
                            ),
                        ),
                        ("uid", models.CharField(max_length=32)),
                        (
                            "run",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="brought", to="runs.run"
                            ),
                        ),
                        ("remote_group", models.CharField(max_length=100)),
                        ("artifact_uri", models.TextField(blank=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("tag_keys", models.JSONField(default=list)),
                        ("histories", models.JSONField(default=dict)),
                        ("uses", models.JSONField(default=list)),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tasks.task",
                            ),
                        ),
                        ("because", models.CharField(blank=True, max_length=12)),
                        ("is_shown", models.BooleanField(default=False)),
                        ("has_files", models.BooleanField(default=False)),
                        ("seen_in_pass", models.PositiveIntegerField(default=0)),
                        ("gone_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("source", "uid"), name="source_run_once")],
                    },
                ),
                migrations.CreateModel(
                    name="BroughtTask",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
                            ),
                        ),
                        ("key", models.CharField(max_length=100)),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tasks.task"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("project", "key"), name="brought_task_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SentRun",
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
                        ("name", models.CharField(max_length=250)),
                        ("digest", models.CharField(max_length=64)),
                        (
                            "run",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="runs.run"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("workspace", "name"), name="sent_run_once")],
                    },
                ),
            ],
        ),
    ]
