"""All projects on one screen, in time, and by people."""
