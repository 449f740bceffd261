import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assay.accounts.models.person.model
import assay.kit.schema


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_people_and_calendar"),
        ("accounts", "0003_sign_in"),
        ("accounts", "0004_second_start"),
    ]

    initial = True

    dependencies = []

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Workspace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("time_zone", models.CharField(blank=True, max_length=64)),
                        (
                            "second_start",
                            models.CharField(
                                choices=[("ask", "Ask"), ("warn", "Warn"), ("block", "Block")],
                                default="ask",
                                max_length=10,
                            ),
                        ),
                        ("second_factor_required_at", models.DateTimeField(null=True)),
                        ("last_run_number", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Person",
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
                                related_name="people",
                                to="accounts.workspace",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Owner"),
                                    ("lead", "Lead"),
                                    ("member", "Member"),
                                    ("guest", "Guest"),
                                ],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        (
                            "discipline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("data-science", "Data science"),
                                    ("ml-engineering", "ML engineering"),
                                    ("data-engineering", "Data engineering"),
                                    ("devops", "DevOps"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("hue", models.PositiveSmallIntegerField(default=1)),
                        ("joined_at", models.DateTimeField()),
                        ("left_at", models.DateTimeField(null=True)),
                        ("time_zone", models.CharField(blank=True, max_length=64)),
                        ("working_days", models.JSONField(default=assay.accounts.models.person.model.monday_to_friday)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("workspace", "user"), name="person_once_per_workspace"),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["owner", "lead", "member", "guest"])),
                                name="person_role_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Door",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="doors", to="accounts.person"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("enter", "Sign in"), ("password", "Set a new password")],
                                default="enter",
                                max_length=10,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Token",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="accounts.person"
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("hint", models.CharField(max_length=16)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        (
                            "scope",
                            models.CharField(
                                choices=[("write", "Read and write"), ("read", "Read only")],
                                default="write",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("used_at", models.DateTimeField(null=True)),
                        ("revoked_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                                related_name="invitations",
                                to="accounts.workspace",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="accounts.person",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("owner", "Owner"),
                                    ("lead", "Lead"),
                                    ("member", "Member"),
                                    ("guest", "Guest"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "discipline",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("data-science", "Data science"),
                                    ("ml-engineering", "ML engineering"),
                                    ("data-engineering", "Data engineering"),
                                    ("devops", "DevOps"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations_made",
                                to="accounts.person",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(null=True)),
                        ("revoked_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["owner", "lead", "member", "guest"])),
                                name="invitation_role_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Holiday",
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
                                related_name="holidays",
                                to="accounts.workspace",
                            ),
                        ),
                        ("day", models.DateField()),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("workspace", "day"), name="holiday_once_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absences",
                                to="accounts.person",
                            ),
                        ),
                        ("first_on", models.DateField()),
                        ("last_on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("created_at", models.DateTimeField()),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["person", "last_on"], name="absence_of_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_on__gte", models.F("first_on"))),
                                name="absence_ends_after_start",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
