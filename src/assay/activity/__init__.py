"""What happened, by whom, when: the append-only history every domain writes and the feed reads.

Domains use `activity.recording.record`, `activity.happenings.Happening`, `activity.kinds.register_kind` and
`activity.subjects.Subject`.
"""
