"""The full-text index beside the rows, which each database keeps current by itself.

A later migration that changes the table on SQLite makes it anew, without its triggers: it must call `lay` again.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import assay.kit.schema

COLUMNS = ("codes", "title_words", "title_more", "body_words", "body_more")

_NAMES = ", ".join(COLUMNS)


def _values(row: str) -> str:
    return ", ".join(f"{row}.{column}" for column in COLUMNS)


_PUT = f"INSERT INTO search_words (rowid, {_NAMES}) VALUES (new.id, {_values('new')});"  # noqa: S608

_TAKE = f"INSERT INTO search_words (search_words, rowid, {_NAMES}) VALUES ('delete', old.id, {_values('old')});"  # noqa: S608

SQLITE = [
    f"""CREATE VIRTUAL TABLE search_words USING fts5(
        {_NAMES}, content='search_document', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0", prefix='2 3')""",
    f"CREATE TRIGGER search_words_put AFTER INSERT ON search_document BEGIN {_PUT} END",
    f"CREATE TRIGGER search_words_take AFTER DELETE ON search_document BEGIN {_TAKE} END",
    f"CREATE TRIGGER search_words_change AFTER UPDATE ON search_document BEGIN {_TAKE} {_PUT} END",
]


def _weighed(weight: str, *columns: str) -> str:
    joined = " || ' ' || ".join(columns)
    return f"setweight(to_tsvector('simple'::regconfig, {joined}), '{weight}')"


POSTGRESQL = [
    "ALTER TABLE search_document ADD COLUMN tokens tsvector GENERATED ALWAYS AS ("
    + " || ".join(
        [
            _weighed("A", "codes", "title_words"),
            _weighed("B", "title_more"),
            _weighed("C", "body_words"),
            _weighed("D", "body_more"),
        ]
    )
    + ") STORED",
    "CREATE INDEX search_document_tokens ON search_document USING gin (tokens) WITH (fastupdate = off)",
]


def lay(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    replaces = [("search", "0001_documents"), ("search", "0002_words"), ("search", "0003_scratch_and_imported")]

    initial = True

    dependencies = [
        ("accounts", "0001_squashed"),
    ]

    operations = [
        assay.kit.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Stale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(blank=True, max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Document",
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
                        ("audience", models.CharField(max_length=10)),
                        ("kind", models.CharField(max_length=40)),
                        ("subject_kind", models.CharField(max_length=40)),
                        ("subject_id", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=600)),
                        ("url", models.TextField()),
                        ("parts", models.JSONField(default=list)),
                        ("is_archived", models.BooleanField(default=False)),
                        ("codes", models.CharField(blank=True, max_length=300)),
                        ("title_words", models.TextField(blank=True)),
                        ("title_more", models.TextField(blank=True)),
                        ("body_words", models.TextField(blank=True)),
                        ("body_more", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("subject_kind", "subject_id"), name="document_once")
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(lay, migrations.RunPython.noop),
    ]
