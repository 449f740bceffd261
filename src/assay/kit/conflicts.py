"""Two people, one object."""


class EditedMeanwhile(Exception):
    """What was edited is no longer what the person saw; their text must be shown again beside the new one."""
