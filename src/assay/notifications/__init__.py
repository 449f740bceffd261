"""What somebody should know: who watches what, notices, the bell."""
