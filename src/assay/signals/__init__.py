"""What deserves somebody's attention, found by small named rules."""
