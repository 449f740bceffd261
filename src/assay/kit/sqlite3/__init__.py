"""Django's SQLite, told what it would find out too late."""
