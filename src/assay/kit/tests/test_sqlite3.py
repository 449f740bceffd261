"""What is known of the database without asking it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db
def test_whether_the_database_knows_json_is_not_asked_while_somebody_may_be_writing() -> None:
    features = connection.features_class(connection)
    with CaptureQueriesContext(connection) as asked:
        assert features.has_json_object_function
    assert len(asked) == 0
