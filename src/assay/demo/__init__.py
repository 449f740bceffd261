"""The sample workspace: a small team, and models that really train while one watches."""
