import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("experiments", "0001_initial"),
        ("experiments", "0002_next_steps"),
        ("experiments", "0003_remove_text_of_next_steps"),
        ("experiments", "0004_stopping"),
        ("experiments", "0005_card"),
        ("experiments", "0006_approach_and_decisions"),
        ("experiments", "0007_remove_approach"),
        ("experiments", "0008_baseline_repeats"),
        ("experiments", "0009_scratch"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
        ("runs", "0001_squashed"),
        ("tasks", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Experiment",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="experiment", to="tasks.task"
                            ),
                        ),
                        ("hypothesis", models.TextField(blank=True)),
                        ("baseline_values", models.JSONField(default=dict)),
                        (
                            "baseline_run",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="runs.run"
                            ),
                        ),
                        ("baseline_note", models.CharField(blank=True, max_length=300)),
                        ("makes_baseline", models.BooleanField(default=False)),
                        ("baseline_repeats", models.JSONField(default=dict)),
                        ("timebox_days", models.PositiveSmallIntegerField(default=5, null=True)),
                        ("extra_days", models.PositiveSmallIntegerField(default=0)),
                        ("planned_params", models.JSONField(default=list)),
                        ("planned_resources", models.JSONField(default=dict)),
                        ("hardware", models.CharField(blank=True, max_length=200)),
                        ("planned_data", models.CharField(blank=True, max_length=300)),
                        ("notebook", models.CharField(blank=True, max_length=500)),
                        ("started_at", models.DateTimeField(null=True)),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("locked_at", models.DateTimeField(null=True)),
                        ("decide_on", models.DateField(null=True)),
                        ("timebox_ended_at", models.DateTimeField(null=True)),
                        ("verdict", models.CharField(blank=True, max_length=20)),
                        ("verdict_told", models.CharField(blank=True, max_length=20)),
                        ("judged_at", models.DateTimeField(null=True)),
                        ("run_count", models.PositiveIntegerField(default=0)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("success", "Success"),
                                    ("partial", "Partial"),
                                    ("failure", "Failure"),
                                    ("stopped", "Stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "kept",
                            models.CharField(
                                blank=True, choices=[("keep", "Keep"), ("discard", "Discard")], max_length=10
                            ),
                        ),
                        ("observations", models.TextField(blank=True)),
                        ("learnings", models.TextField(blank=True)),
                        ("kept_because", models.CharField(blank=True, max_length=500)),
                        ("kept_things", models.JSONField(default=list)),
                        (
                            "proposed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("success", "Success"),
                                    ("partial", "Partial"),
                                    ("failure", "Failure"),
                                    ("stopped", "Stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("outcome_because", models.CharField(blank=True, max_length=500)),
                        ("concluded_at", models.DateTimeField(null=True)),
                        (
                            "concluded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("stops_hard", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["concluded_at", "decide_on"], name="experiment_timebox")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("timebox_days", None),
                                    models.Q(("timebox_days__gte", 1), ("timebox_days__lte", 10)),
                                    _connector="OR",
                                ),
                                name="experiment_timebox_at_most_ten_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("concluded_at", None), models.Q(("outcome", ""), _negated=True), _connector="OR"
                                ),
                                name="experiment_concluded_with_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("locked_at", None), models.Q(("hypothesis", ""), _negated=True), _connector="OR"
                                ),
                                name="experiment_locked_with_hypothesis",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "experiment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="experiments.experiment",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("criterion", "Success criterion"), ("stop", "Stop condition")], max_length=10
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        ("ast", models.JSONField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("amended_at", models.DateTimeField(null=True)),
                        (
                            "amends",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="amended_by",
                                to="experiments.criterion",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("withdrawn_because", models.CharField(blank=True, max_length=300)),
                        (
                            "state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "met"),
                                    ("not_met", "not_met"),
                                    ("not_proven", "not_proven"),
                                    ("not_measured", "not_measured"),
                                    ("stale", "stale"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("value", models.FloatField(null=True)),
                        ("threshold", models.JSONField(default=dict)),
                        (
                            "run",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="runs.run"
                            ),
                        ),
                        ("finding", models.JSONField(default=dict)),
                        ("judged_at", models.DateTimeField(null=True)),
                        ("fired_at", models.DateTimeField(null=True)),
                        (
                            "fired_run",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="runs.run"
                            ),
                        ),
                        ("fired_value", models.FloatField(null=True)),
                        ("fired_step", models.BigIntegerField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["criterion", "stop"])), name="criterion_role_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amended_at", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="criterion_amended_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "experiment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closings",
                                to="experiments.experiment",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("success", "Success"),
                                    ("partial", "Partial"),
                                    ("failure", "Failure"),
                                    ("stopped", "Stopped"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "kept",
                            models.CharField(
                                blank=True, choices=[("keep", "Keep"), ("discard", "Discard")], max_length=10
                            ),
                        ),
                        ("learnings", models.TextField(blank=True)),
                        ("evidence", models.JSONField(default=dict)),
                        ("reopened_at", models.DateTimeField(null=True)),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("reopened_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_at", None),
                                    models.Q(("reopened_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closing_reopened_for_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "experiment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="extensions",
                                to="experiments.experiment",
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField()),
                        ("because", models.CharField(max_length=300)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", 1), models.Q(("because", ""), _negated=True)),
                                name="extension_has_days_and_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NextStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "experiment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="experiments.experiment",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
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
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tasks.task",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", ""),
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
                                    ),
                                    _connector="OR",
                                ),
                                name="next_step_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Scratch",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scratches",
                                to="projects.project",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        (
                            "group",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="runs.rungroup"
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="tasks.task",
                            ),
                        ),
                        ("learned", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "number"), name="scratch_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at", None), ("settled_by", None)),
                                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="scratch_settled_by_somebody",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
