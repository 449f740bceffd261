"""Tests of the pure layer: no database, no files but the user page on criteria."""
