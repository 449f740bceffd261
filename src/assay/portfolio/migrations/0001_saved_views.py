import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="PortfolioView",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.TextField(blank=True)),
                        ("shared_at", models.DateTimeField(null=True)),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("person", "name"), name="portfolio_view_once")],
                    },
                ),
            ],
        ),
    ]
