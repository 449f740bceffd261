import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("projects", "0001_initial"),
        ("projects", "0002_workflows_of_ones_own"),
        ("projects", "0003_stakeholders"),
        ("projects", "0004_metric_definitions"),
        ("projects", "0005_state_of_projects"),
        ("projects", "0006_first_checks"),
        ("projects", "0007_plan_versions"),
        ("projects", "0008_deliverables_are_rows"),
        ("projects", "0009_phases_are_declared_done"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Project",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="projects",
                                to="accounts.workspace",
                            ),
                        ),
                        ("key", models.CharField(max_length=8)),
                        ("name", models.CharField(max_length=80)),
                        ("goal", models.CharField(blank=True, max_length=240)),
                        ("measure", models.CharField(blank=True, max_length=240)),
                        ("proxy_trap", models.CharField(blank=True, max_length=600)),
                        ("status", models.CharField(blank=True, max_length=240)),
                        (
                            "status_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("status_at", models.DateTimeField(null=True)),
                        ("starts_on", models.DateField(null=True)),
                        ("decision_due_on", models.DateField(null=True)),
                        ("ends_on", models.DateField(null=True)),
                        ("workflow", models.CharField(max_length=40)),
                        (
                            "lead",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("private_at", models.DateTimeField(null=True)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("last_task_number", models.PositiveIntegerField(default=0)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("guide_closed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("workspace", "key"), name="project_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on", None),
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="project_dates_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="projects.project"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("reason", models.CharField(blank=True, max_length=240)),
                        ("starts_on", models.DateField()),
                        ("methodology", models.TextField(blank=True)),
                        ("data", models.TextField(blank=True)),
                        ("risks", models.TextField(blank=True)),
                        ("out_of_scope", models.TextField(blank=True)),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(null=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("superseded_at", models.DateTimeField(null=True)),
                        ("discarded_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("discarded_at", None)),
                                fields=("project", "number"),
                                name="plan_number_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agreed_at", None), ("discarded_at", None)),
                                fields=("project",),
                                name="plan_one_draft",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("agreed_at__isnull", False), ("superseded_at", None)),
                                fields=("project",),
                                name="plan_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at", None), ("agreed_by", None), ("superseded_at", None)),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by__isnull", False),
                                        ("discarded_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_agreed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phase",
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
                                related_name="phases",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("hue", models.PositiveSmallIntegerField(default=1)),
                        ("purpose", models.TextField(blank=True)),
                        ("weeks_low", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ("weeks_high", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ("exit_questions", models.JSONField(default=list)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("understanding", "Understanding the problem"),
                                    ("data", "Data"),
                                    ("experimentation", "Experimentation"),
                                    ("evaluation", "Evaluation"),
                                    ("productization", "Productization"),
                                    ("deployment", "Deployment"),
                                    ("live-test", "Live test"),
                                    ("operation", "Operation"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=20,
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[("exploration", "Exploration"), ("delivery", "Delivery")],
                                default="exploration",
                                max_length=12,
                            ),
                        ),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("project", "name"),
                                name="phase_name_once_present",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weeks_low", None),
                                    ("weeks_high", None),
                                    ("weeks_high__gte", models.F("weeks_low")),
                                    _connector="OR",
                                ),
                                name="phase_weeks_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "understanding",
                                            "data",
                                            "experimentation",
                                            "evaluation",
                                            "productization",
                                            "deployment",
                                            "live-test",
                                            "operation",
                                            "other",
                                        ],
                                    )
                                ),
                                name="phase_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("nature__in", ["exploration", "delivery"])),
                                name="phase_nature_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MetricDefinition",
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
                                related_name="metrics",
                                to="projects.project",
                            ),
                        ),
                        ("key", models.CharField(max_length=250)),
                        ("split", models.CharField(blank=True, max_length=80)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        (
                            "direction",
                            models.CharField(
                                choices=[("higher", "Higher is better"), ("lower", "Lower is better")], max_length=6
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("is_share", models.BooleanField(default=False)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("primary", "Primary: the one that the project is measured by"),
                                    ("guardrail", "Guardrail: must not cross its limit"),
                                    ("other", "Other: good to know"),
                                ],
                                default="other",
                                max_length=9,
                            ),
                        ),
                        ("limit", models.FloatField(null=True)),
                        ("target", models.FloatField(null=True)),
                        ("baseline", models.FloatField(null=True)),
                        ("formula", models.TextField(blank=True)),
                        ("notes", models.TextField(blank=True)),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("project", "key", "split"),
                                name="metric_once_present",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None), ("role", "primary")),
                                fields=("project",),
                                name="metric_one_primary",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "guardrail"), _negated=True),
                                    ("limit__isnull", False),
                                    _connector="OR",
                                ),
                                name="metric_guardrail_has_limit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("direction__in", ["higher", "lower"])),
                                name="metric_direction_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["primary", "guardrail", "other"])),
                                name="metric_role_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Label",
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
                                related_name="labels",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("hue", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("project", "name"), name="label_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                                related_name="decisions",
                                to="projects.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("go", "Go"),
                                    ("no-go", "No-go"),
                                    ("pivot", "Pivot"),
                                    ("extend", "Extend"),
                                    ("stop", "Stop"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("what", models.CharField(blank=True, max_length=160)),
                        ("why", models.TextField()),
                        ("evidence", models.TextField(blank=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                        ("due_on", models.DateField(null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("revoked_because", models.TextField(blank=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["project", "-id"], name="decision_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind", "other"), ("what", ""), _negated=True),
                                name="decision_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_by", None)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="decision_revoked_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Column",
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
                                related_name="columns",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queue", "Queue"),
                                    ("active", "Active"),
                                    ("waiting", "Waiting"),
                                    ("done", "Done"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("limit", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("retired_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at", None)),
                                fields=("project", "name"),
                                name="column_name_once_present",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["queue", "active", "waiting", "done"])),
                                name="column_state_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMember",
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
                                related_name="members",
                                to="projects.project",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="accounts.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("project", "person"), name="member_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ReadinessCheck",
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
                                related_name="readiness_checks",
                                to="projects.project",
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                choices=[("data", "Data readiness"), ("infrastructure", "Infrastructure readiness")],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("question", models.CharField(blank=True, max_length=240)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not yet known")],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=240)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("dropped_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_at", None)),
                                fields=("project", "area", "name"),
                                name="readiness_name_once_present",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedWorkflow",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="workflows",
                                to="accounts.workspace",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("summary", models.CharField(blank=True, max_length=240)),
                        ("definition", models.JSONField()),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("workspace", "name"), name="workflow_name_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Stakeholder",
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
                                related_name="stakeholders",
                                to="projects.project",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("role", models.CharField(blank=True, max_length=120)),
                        ("removed_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="PhaseClosing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="closings",
                                to="projects.phase",
                            ),
                        ),
                        ("answers", models.JSONField(default=list)),
                        ("owed", models.JSONField(default=list)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("closed_at", models.DateTimeField()),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.person",
                            ),
                        ),
                        ("reopened_at", models.DateTimeField(null=True)),
                        ("reopened_because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_at", None)), fields=("phase",), name="phase_done_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reopened_at", None), ("reopened_because", ""), ("reopened_by", None)),
                                    models.Q(
                                        ("reopened_at__isnull", False),
                                        ("reopened_by__isnull", False),
                                        models.Q(("reopened_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="phase_reopened_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedPhase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="projects.planversion",
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="planned", to="projects.phase"
                            ),
                        ),
                        ("weeks_low", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ("weeks_high", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                        ("starts_on", models.DateField(null=True)),
                        ("people", models.ManyToManyField(blank=True, related_name="+", to="accounts.person")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "phase"), name="planned_phase_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("weeks_high", None),
                                    models.Q(("weeks_high__gte", models.F("weeks_low")), ("weeks_low__isnull", False)),
                                    _connector="OR",
                                ),
                                name="planned_weeks_in_order",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
