"""Projects: goal, workflow, phases, columns, labels, members."""
