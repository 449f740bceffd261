"""A team's own history from a table of status changes: read, shown, planted into a project with its events."""
