"""Commands for people in terminals and for CI: they speak to a server over its REST API, with a token."""
