"""What happened in a week, as a page, in print and by mail."""
