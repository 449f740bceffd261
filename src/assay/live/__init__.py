"""The live stream: tells open pages that something changed."""
