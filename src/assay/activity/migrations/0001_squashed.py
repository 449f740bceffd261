import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [("activity", "0001_initial"), ("activity", "0002_outsider")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        # Not needed, but first: each of their steps has Django build all classes anew that there are by then.
        ("django_q", "0019_alter_task_options_alter_ormq_key_alter_ormq_lock_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Touch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("workspace_id", models.BigIntegerField()),
                        ("topic", models.CharField(max_length=80)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["at"], name="touch_at")],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("project_id", models.BigIntegerField(null=True)),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("kind", models.CharField(max_length=60)),
                        ("data", models.JSONField(default=dict)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("outsider", models.CharField(blank=True, max_length=120)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_subject"),
                            models.Index(fields=["project_id", "-id"], name="event_project"),
                            models.Index(fields=["workspace", "-id"], name="event_workspace"),
                        ],
                    },
                ),
            ],
        ),
    ]
