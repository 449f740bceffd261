"""Where a dataset came from, in words."""

import pytest

from assay.runs.queries.data_sources import source_in_words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{"uri": "s3://bucket/wine.parquet"}', "s3://bucket/wine.parquet"),
        ('{"url": "https://host/a.csv", "uri": ""}', "https://host/a.csv"),
        ('{"path": "imdb", "split": "train", "revision": null}', "imdb (train)"),
        ('{"table_name": "sales", "table_version": 3}', "sales"),
        (
            '{"tags": {"mlflow.user": "ada", "mlflow.source.name": "train.py", "mlflow.source.type": "LOCAL"}}',
            "train.py",
        ),
        ('{"odd": 1, "more": "x", "deep": {"a": 1}}', "odd: 1, more: x"),
        ('"plain"', "plain"),
        ("not json", "not json"),
        ("{}", "code"),
        ("", "code"),
        ("[1, 2]", "[1, 2]"),
        ("[" * 15_000, None),
        ("a\n b", "a b"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_the_place_is_told(source: str, words: str | None) -> None:
    found = source_in_words("code", source)
    assert words is None or found == words
    assert len(found) <= 200
