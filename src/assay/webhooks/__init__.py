"""Other programs hear what happens: signed requests, sent by jobs, with a log of each try.

Domains say what can be announced (`webhooks.catalogue`); nothing is sent inside a request but a test that is asked for.
"""
