import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [("digests", "0001_initial"), ("digests", "0002_trial_letters")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Subscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.stakeholder",
                            ),
                        ),
                        ("day", models.PositiveSmallIntegerField(null=True)),
                        (
                            "covers",
                            models.CharField(
                                choices=[("mine", "Those I lead, am named on or watch"), ("all", "All that I may see")],
                                default="mine",
                                max_length=10,
                            ),
                        ),
                        ("stamp", models.CharField(max_length=32)),
                        ("way", models.TextField(blank=True)),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", None), ("stakeholder__isnull", False)),
                                    models.Q(("person__isnull", False), ("stakeholder", None)),
                                    _connector="OR",
                                ),
                                name="subscription_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("day", None), ("day__range", (1, 7)), _connector="OR"),
                                name="subscription_day_of_a_week",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subscription",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="digests.subscription",
                            ),
                        ),
                        ("week", models.CharField(max_length=8)),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        ("next_try_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("problem", models.CharField(blank=True, max_length=500)),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("quiet_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                        ("doubted_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("doubted_at", None), ("given_up_at", None), ("quiet_at", None), ("sent_at", None)
                                ),
                                fields=["next_try_at"],
                                name="letter_to_do",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("subscription", "week"), name="letter_once_a_week")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrialLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("refused_at", models.DateTimeField(null=True)),
                        ("doubted_at", models.DateTimeField(null=True)),
                        ("problem", models.CharField(blank=True, max_length=500)),
                    ],
                ),
            ],
        ),
    ]
