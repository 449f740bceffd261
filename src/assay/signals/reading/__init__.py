"""Rows as rules need them: few columns, one query for each kind, however many projects there are."""
