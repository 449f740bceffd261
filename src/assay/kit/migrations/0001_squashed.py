from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("kit", "0001_initial"),
        ("kit", "0002_tally"),
        ("kit", "0003_held_and_done_jobs"),
        ("kit", "0004_notebook_page"),
        ("kit", "0005_notebook_headings"),
    ]

    initial = True

    dependencies = []

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="JobTry",
                    fields=[
                        ("ticket", models.CharField(max_length=32, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("tries", models.PositiveIntegerField(default=0)),
                        ("last_error", models.TextField(blank=True)),
                        ("begun_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(db_index=True, null=True)),
                        ("set_aside_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="NotebookPage",
                    fields=[
                        ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("version", models.PositiveIntegerField()),
                        ("html_sha256", models.CharField(max_length=64, null=True)),
                        ("fault", models.CharField(blank=True, max_length=300)),
                        ("headings", models.JSONField(default=list)),
                        ("asked_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("count", models.PositiveIntegerField()),
                        ("ends_at", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="WorkerBeat",
                    fields=[
                        ("worker", models.CharField(max_length=120, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                    ],
                ),
            ],
        ),
    ]
