from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OUTCOMES = [("success", "Success"), ("partial", "Partial"), ("failure", "Failure"), ("stopped", "Stopped")]
KINDS = [
    ("task", "Task"),
    ("experiment", "Experiment"),
    ("data", "Data"),
    ("productization", "Productization"),
    ("pipeline", "Pipeline"),
    ("deployment", "Deployment"),
    ("retraining", "Retraining"),
    ("monitoring", "Monitoring"),
]


def lines_become_rows(apps: Any, schema_editor: Any) -> None:
    """Each line of the text becomes a step that stays a note."""
    experiments = apps.get_model("experiments", "Experiment")
    steps = apps.get_model("experiments", "NextStep")
    for experiment in experiments.objects.exclude(next_steps="").only("pk", "next_steps").iterator():
        lines = [line.strip(" -*\t") for line in experiment.next_steps.splitlines()]
        steps.objects.bulk_create(
            steps(experiment=experiment, position=position, text=line[:200])
            for position, line in enumerate(line for line in lines if line)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="experiment",
            name="kept_because",
            field=models.CharField(blank=True, max_length=500, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="experiment",
            name="outcome_because",
            field=models.CharField(blank=True, max_length=500, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="experiment",
            name="proposed",
            field=models.CharField(blank=True, choices=OUTCOMES, max_length=10, default=""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("kind", models.CharField(blank=True, choices=KINDS, max_length=20)),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="experiments.experiment",
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
                            ("kind", ""), ("kind__in", [kind for kind, _name in KINDS]), _connector="OR"
                        ),
                        name="next_step_kind_known",
                    )
                ],
            },
        ),
        migrations.RunPython(lines_become_rows, migrations.RunPython.noop),
    ]
