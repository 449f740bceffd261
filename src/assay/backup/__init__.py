"""Backups: every row and every file at one moment, in a form that both databases can be restored from."""
