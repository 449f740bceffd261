import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
        ("runs", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="RegisteredModel",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="models",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=256)),
                        ("description", models.TextField(blank=True)),
                        ("last_number", models.PositiveIntegerField(default=0)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("updated_at", models.DateTimeField()),
                        ("deleted_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("deleted_at", None)),
                                fields=("workspace", "name"),
                                name="registered_model_name_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModelVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="registry.registeredmodel",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("source", models.TextField()),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="model_versions",
                                to="runs.run",
                            ),
                        ),
                        (
                            "logged_model",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="model_versions",
                                to="runs.loggedmodel",
                            ),
                        ),
                        ("path", models.CharField(blank=True, max_length=1000)),
                        ("run_link", models.CharField(blank=True, max_length=500)),
                        ("description", models.TextField(blank=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("None", "None"),
                                    ("Staging", "Staging"),
                                    ("Production", "Production"),
                                    ("Archived", "Archived"),
                                ],
                                default="None",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("updated_at", models.DateTimeField()),
                        ("deleted_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("model", "number"), name="model_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["None", "Staging", "Production", "Archived"])),
                                name="model_version_stage_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModelTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="registry.registeredmodel",
                            ),
                        ),
                        ("key", models.CharField(max_length=250)),
                        ("value", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("model", "key"), name="model_tag_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ModelAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="registry.registeredmodel",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="registry.modelversion",
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("set_at", models.DateTimeField()),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("model", "name"), name="model_alias_once")],
                    },
                ),
                migrations.CreateModel(
                    name="VersionTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="registry.modelversion",
                            ),
                        ),
                        ("key", models.CharField(max_length=250)),
                        ("value", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("version", "key"), name="version_tag_once")],
                    },
                ),
            ],
        ),
    ]
