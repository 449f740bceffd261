import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("notifications", "0001_watches_and_notices"),
        ("notifications", "0002_reasons"),
        ("notifications", "0003_more_reasons"),
        ("notifications", "0004_deliverable_reasons"),
        ("notifications", "0005_settled_reason"),
        ("notifications", "0006_undelivered"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("activity", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Notice",
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
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="activity.event"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("mentioned", "Somebody mentions you"),
                                    ("handed-over", "Somebody's task is given to you"),
                                    ("assigned", "A task is given to you"),
                                    (
                                        "offered",
                                        "A task is handed over to you or your discipline, to accept or ask back",
                                    ),
                                    ("answered", "Your hand-off is asked back, answered, accepted or withdrawn"),
                                    (
                                        "unanswered",
                                        "A hand-off of yours, or of a project you lead, waits for two working days",
                                    ),
                                    ("asked", "You are asked to read and sign a deliverable, or to review it"),
                                    (
                                        "feedback",
                                        "A deliverable you are responsible for is commented, approved or signed",
                                    ),
                                    ("invited", "You are named on a project"),
                                    ("stopped", "A stop condition fires, or a run is asked to stop or falls silent"),
                                    ("undelivered", "A letter to somebody of your workspace cannot be delivered"),
                                    ("decide", "A timebox ends in what you watch: time to decide"),
                                    ("overran", "A task you have or watch outlives its estimate"),
                                    ("verdict", "A verdict changes in what you watch"),
                                    ("settled", "A plan is agreed or a decision recorded in a project you watch"),
                                    ("shared", "A deliverable is shared in what you watch"),
                                    ("finished", "Something you watch is finished"),
                                    ("commented", "Somebody comments on what you watch"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("read_at", None)),
                                fields=["person", "subject_kind", "subject_id"],
                                name="notice_unread",
                            ),
                            models.Index(fields=["person", "-id"], name="notice_person"),
                            models.Index(fields=["read_at"], name="notice_read"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("event", "person"), name="notice_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Silence",
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
                            "reason",
                            models.CharField(
                                choices=[
                                    ("mentioned", "Somebody mentions you"),
                                    ("handed-over", "Somebody's task is given to you"),
                                    ("assigned", "A task is given to you"),
                                    (
                                        "offered",
                                        "A task is handed over to you or your discipline, to accept or ask back",
                                    ),
                                    ("answered", "Your hand-off is asked back, answered, accepted or withdrawn"),
                                    (
                                        "unanswered",
                                        "A hand-off of yours, or of a project you lead, waits for two working days",
                                    ),
                                    ("asked", "You are asked to read and sign a deliverable, or to review it"),
                                    (
                                        "feedback",
                                        "A deliverable you are responsible for is commented, approved or signed",
                                    ),
                                    ("invited", "You are named on a project"),
                                    ("stopped", "A stop condition fires, or a run is asked to stop or falls silent"),
                                    ("undelivered", "A letter to somebody of your workspace cannot be delivered"),
                                    ("decide", "A timebox ends in what you watch: time to decide"),
                                    ("overran", "A task you have or watch outlives its estimate"),
                                    ("verdict", "A verdict changes in what you watch"),
                                    ("settled", "A plan is agreed or a decision recorded in a project you watch"),
                                    ("shared", "A deliverable is shared in what you watch"),
                                    ("finished", "Something you watch is finished"),
                                    ("commented", "Somebody comments on what you watch"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "reason"), name="silence_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
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
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("subject_kind", "subject_id", "person"), name="watch_once")
                        ],
                    },
                ),
            ],
        ),
    ]
