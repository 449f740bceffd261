import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("activity", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Webhook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uid", models.CharField(max_length=36, unique=True)),
                        (
                            "workspace",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("name", models.CharField(max_length=63)),
                        ("url", models.CharField(max_length=500)),
                        ("events", models.JSONField(default=list)),
                        ("description", models.TextField(blank=True)),
                        ("secret", models.CharField(blank=True, max_length=200)),
                        ("created_at", models.DateTimeField()),
                        ("updated_at", models.DateTimeField()),
                        ("disabled_at", models.DateTimeField(null=True)),
                        ("disabled_because", models.CharField(blank=True, max_length=300)),
                        ("failures", models.PositiveIntegerField(default=0)),
                        ("failing_since", models.DateTimeField(null=True)),
                        ("tried_at", models.DateTimeField(null=True)),
                        ("held_until", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["workspace", "-created_at"], name="webhook_workspace")],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uid", models.CharField(max_length=36, unique=True)),
                        (
                            "webhook",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="webhooks.webhook",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="activity.event",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("body", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        ("tries", models.PositiveIntegerField(default=0)),
                        ("tried_at", models.DateTimeField(null=True)),
                        ("status", models.PositiveIntegerField(null=True)),
                        ("said", models.CharField(blank=True, max_length=500)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["webhook", "-id"], name="delivery_webhook"),
                            models.Index(
                                condition=models.Q(("done_at", None), ("given_up_at", None)),
                                fields=["webhook", "id"],
                                name="delivery_waiting",
                            ),
                            models.Index(fields=["created_at"], name="delivery_created"),
                        ],
                    },
                ),
            ],
        ),
    ]
