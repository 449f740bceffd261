import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [("sharing", "0001_initial"), ("sharing", "0002_confirmation")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("deliverables", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="ShareLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="share_links",
                                to="projects.project",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="share_links",
                                to="projects.stakeholder",
                            ),
                        ),
                        ("things", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("can_comment", models.BooleanField()),
                        ("can_sign", models.BooleanField()),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("revoke_reason", models.CharField(blank=True, max_length=200)),
                        ("visits", models.PositiveIntegerField(default=0)),
                        ("first_visit_at", models.DateTimeField(null=True)),
                        ("last_visit_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("stakeholder", "things"),
                                name="share_link_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opened",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opened",
                                to="sharing.sharelink",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("thing", models.CharField(max_length=40)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("link", "kind", "thing"), name="opened_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="confirmations",
                                to="sharing.sharelink",
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("seen", models.CharField(max_length=64)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("asked_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("used_at", models.DateTimeField(null=True)),
                    ],
                ),
            ],
        ),
    ]
