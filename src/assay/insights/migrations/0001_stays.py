import django.db.models.deletion
from django.db import migrations, models

import assay.insights.models.keeping
import assay.kit.schema


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_squashed"),
        ("tasks", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Keeping",
                    fields=[
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="projects.project",
                            ),
                        ),
                        ("stamp", models.BigIntegerField(default=assay.insights.models.keeping.new_stamp)),
                        ("is_due", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="Stay",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="tasks.task"
                            ),
                        ),
                        ("project_id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        ("state", models.CharField(max_length=10)),
                        ("phase_id", models.BigIntegerField(null=True)),
                        ("column", models.CharField(blank=True, max_length=40)),
                        ("is_blocked", models.BooleanField(default=False)),
                        ("is_away", models.BooleanField(default=False)),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["project_id", "task", "number"], name="stay_of_project"),
                            models.Index(
                                condition=models.Q(("ended_at", None), ("state", "done")),
                                fields=["project_id", "began_at"],
                                name="stay_finished",
                            ),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("task", "number"), name="stay_number_once")],
                    },
                ),
            ],
        ),
    ]
