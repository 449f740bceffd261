import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [("deliverables", "0001_initial"), ("deliverables", "0002_from_phases")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
        ("projects", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Deliverable",
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
                                related_name="deliverables",
                                to="projects.project",
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.RESTRICT, related_name="owed", to="projects.phase"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("purpose", models.TextField(blank=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("document", "Document"),
                                    ("plan", "Plan"),
                                    ("notebook", "Notebook"),
                                    ("dataset", "Dataset"),
                                    ("features", "Feature set"),
                                    ("code", "Code"),
                                    ("pipeline", "Pipeline"),
                                    ("model", "Model"),
                                    ("decision", "Decision"),
                                    ("other", "Something else"),
                                ],
                                default="document",
                                max_length=20,
                            ),
                        ),
                        (
                            "review",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None: read and sign"),
                                    ("two-disciplines", "A check list, and one data scientist and one engineer"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("owed", "owed"),
                                    ("drafted", "drafted"),
                                    ("shared", "shared"),
                                    ("feedback", "changes asked"),
                                    ("signed", "signed off"),
                                ],
                                default="owed",
                                max_length=10,
                            ),
                        ),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "responsible",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("waived_at", models.DateTimeField(null=True)),
                        (
                            "waived_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("waived_because", models.CharField(blank=True, max_length=500)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("state_at", models.DateTimeField()),
                        ("shared_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["phase", "position"], name="deliverable_phase")],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "number"), name="deliverable_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["owed", "drafted", "shared", "feedback", "signed"])),
                                name="deliverable_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("waived_at", None), ("waived_by", None)),
                                    models.Q(("waived_at__isnull", False), ("waived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="deliverable_waived_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="projects.stakeholder",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("created_at", models.DateTimeField()),
                        ("edited_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("asks_for_changes", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", None), ("stakeholder__isnull", False)),
                                    models.Q(("person__isnull", False), ("stakeholder", None)),
                                    _connector="OR",
                                ),
                                name="comment_of_one_party",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Check",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("position", models.PositiveIntegerField(default=0)),
                        ("answer", models.CharField(blank=True, max_length=300)),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "done_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("done_by", None)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="deliverable_check_by_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(blank=True, max_length=64)),
                        ("title", models.CharField(max_length=200)),
                        ("url", models.CharField(blank=True, max_length=1000)),
                        ("merged_at", models.DateTimeField(null=True)),
                        ("content_type", models.CharField(blank=True, max_length=100)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(default=0)),
                        ("edition", models.CharField(blank=True, max_length=40)),
                        (
                            "attached_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("attached_at", models.DateTimeField()),
                        (
                            "removed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["sha256"], name="deliverable_file_blob"),
                            models.Index(
                                condition=models.Q(("removed_at", None)),
                                fields=["kind", "subject_id"],
                                name="deliverable_holds",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at", None), ("sha256", "")),
                                fields=("deliverable", "kind", "subject_id", "url"),
                                name="deliverable_holds_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reviewer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviewers",
                                to="deliverables.deliverable",
                            ),
                        ),
                        (
                            "seat",
                            models.CharField(
                                choices=[("scientist", "Data scientist"), ("engineer", "Engineer")], max_length=10
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("deliverable", "seat"), name="deliverable_seat_once"),
                            models.UniqueConstraint(fields=("deliverable", "person"), name="deliverable_reviewer_once"),
                            models.CheckConstraint(
                                condition=models.Q(("seat__in", ["scientist", "engineer"])),
                                name="deliverable_seat_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="projects.stakeholder",
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("digest", models.CharField(max_length=64)),
                        ("attached", models.JSONField(default=list)),
                        ("signed_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
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
                        ("revoked_because", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", None), ("stakeholder__isnull", False)),
                                    models.Q(("person__isnull", False), ("stakeholder", None)),
                                    _connector="OR",
                                ),
                                name="signature_of_one_party",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        (
                            "stakeholder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="+",
                                to="projects.stakeholder",
                            ),
                        ),
                        (
                            "deliverable",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signers",
                                to="deliverables.deliverable",
                            ),
                        ),
                        ("named_at", models.DateTimeField()),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", None), ("stakeholder__isnull", False)),
                                    models.Q(("person__isnull", False), ("stakeholder", None)),
                                    _connector="OR",
                                ),
                                name="signer_of_one_party",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stakeholder", None)),
                                fields=("deliverable", "person"),
                                name="signer_person_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("person", None)),
                                fields=("deliverable", "stakeholder"),
                                name="signer_stakeholder_once",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
