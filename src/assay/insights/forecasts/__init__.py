"""What is read of a forecast: how many by a day, the way to the target, phases, what if."""
