"""People, workspaces, roles, tokens, sign-in."""
