"""The parts of the pages of insights, one module each."""
