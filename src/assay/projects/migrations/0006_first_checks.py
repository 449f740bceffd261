"""Give the projects that are there the checks that new ones begin with."""

from typing import Any

from django.db import migrations

CHECKS = (
    ("data", "Relevant", "Does the data speak about what we want to know?"),
    ("data", "Labelled", "Is the answer we want to learn in the data, or to be had at a known cost?"),
    ("data", "Expert at hand", "Does somebody who knows the data and the subject answer within days?"),
    ("data", "Enough", "Are there enough examples, rare cases included, to see the difference we look for?"),
    ("data", "Allowed", "May we use it for this: contracts, privacy, consent?"),
    ("infrastructure", "Place to run", "Do we know where the model will run, and may it run there?"),
    ("infrastructure", "Data path", "Does the same data reach it in production, as fresh as it needs?"),
    ("infrastructure", "Monitoring", "Will somebody notice when it fails or drifts?"),
    ("infrastructure", "Budget", "Are the costs of training and of running it agreed?"),
    ("infrastructure", "Operator", "Is it named who operates it once it runs?"),
)


def plant(apps: Any, _schema: Any) -> None:
    check = apps.get_model("projects", "ReadinessCheck")
    for project in apps.get_model("projects", "Project").objects.values_list("pk", flat=True).iterator():
        check.objects.bulk_create(
            check(project_id=project, area=area, name=name, question=question, position=position)
            for position, (area, name, question) in enumerate(CHECKS)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0005_state_of_projects"),
    ]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
