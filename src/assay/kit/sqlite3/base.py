"""The database backend that settings name; Django looks for `DatabaseWrapper` here."""

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """Each SQLite that Django takes knows JSON.

    Django asks once for each connection, in a transaction that waits for whoever writes; “database is locked” would be
    taken for “no JSON”, and each page that asks for it would fail in that thread until the next start.
    """

    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
