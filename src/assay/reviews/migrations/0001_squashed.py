import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [("reviews", "0001_initial"), ("reviews", "0002_documents_of_a_review")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Review",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="accounts.person",
                            ),
                        ),
                        ("week", models.DateField()),
                        ("begun_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        ("spent_seconds", models.PositiveIntegerField(default=0)),
                        ("stepped_at", models.DateTimeField()),
                        ("documents", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "week"), name="review_once_a_week")],
                    },
                ),
                migrations.CreateModel(
                    name="Stop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="stops", to="reviews.review"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="projects.project"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=20)),
                        ("thing", models.CharField(max_length=20)),
                        ("title", models.CharField(max_length=240)),
                        ("matters", models.JSONField(default=list)),
                        ("rules", models.JSONField(default=list)),
                        ("since", models.DateTimeField(null=True)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("extend", "Extend"),
                                    ("stop", "Stop"),
                                    ("pivot", "Pivot"),
                                    ("split", "Split"),
                                    ("hand-over", "Hand over"),
                                    ("ask", "Ask"),
                                    ("snooze", "Snooze"),
                                    ("waive", "Waive"),
                                    ("go", "Go"),
                                    ("no-go", "No-go"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("why", models.TextField(blank=True)),
                        ("told", models.JSONField(default=dict)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="projects.decision",
                            ),
                        ),
                        ("put_off_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "kind", "thing"), name="stop_once_a_thing"),
                            models.UniqueConstraint(fields=("review", "position"), name="stop_once_a_place"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_at", None), models.Q(("way", ""), _negated=True), _connector="OR"
                                ),
                                name="stop_decided_in_a_way",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
