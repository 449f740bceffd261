"""Notices: who watches what, who is told of what happened, and the bell that counts it.

Domains say on their events whom these concern (`activity.happenings`); `watching` says who watches an object.
"""
