"""Tasks: the board, columns, comments, who works on what."""
