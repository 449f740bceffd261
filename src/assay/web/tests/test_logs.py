import logging
import sys

import pytest

from assay.web.logs import SecretFilter, without_secrets

SECRET = "k7Qh3vXz9LmN2pR8sT4w"


@pytest.mark.parametrize(
    "line",
    [
        f"token assay_{SECRET} refused",
        f"token assay_pat_{SECRET} refused",
        f"Authorization: Bearer {SECRET}",
        f"authorization: basic {SECRET}",
        f"GET /welcome/{SECRET} 200",
        f"GET /welcome/{SECRET}/?next=/x",
        f"password={SECRET}&next=/",
        f'{{"token": "{SECRET}"}}',
    ],
)
def test_a_secret_is_masked(line: str) -> None:
    masked = without_secrets(line)
    assert SECRET not in masked
    assert masked != line


@pytest.mark.parametrize("line", ["GET /tokens/ 200", "assay_web started", "the token is gone", "GET /tasks/ML-12"])
def test_other_lines_stay(line: str) -> None:
    assert without_secrets(line) == line


def test_arguments_and_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError(f"bad header Bearer {SECRET}")  # noqa: TRY301
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "for %s", (f"assay_{SECRET}",), sys.exc_info())
    assert SecretFilter().filter(record)
    assert SECRET not in logging.Formatter().format(record)
