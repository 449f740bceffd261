import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="GitHook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uid", models.CharField(max_length=32, unique=True)),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="git_hooks",
                                to="projects.project",
                            ),
                        ),
                        (
                            "host",
                            models.CharField(
                                choices=[("github", "GitHub"), ("gitlab", "GitLab"), ("gitea", "Gitea or Forgejo")],
                                max_length=10,
                            ),
                        ),
                        ("sealed", models.TextField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="GitDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "hook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="githooks.githook",
                            ),
                        ),
                        ("delivery", models.CharField(max_length=100)),
                        ("event", models.CharField(max_length=60)),
                        ("told", models.CharField(blank=True, max_length=500)),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("hook", "delivery"), name="git_delivery_once")],
                    },
                ),
            ],
        ),
    ]
