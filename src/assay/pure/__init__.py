"""Rules and arithmetic that need no database, no clock and no files."""
