"""The weekly review: a walk over what needs the lead, each stop ended by a decision."""
