"""What a command says when it cannot be done."""


class CannotDo(Exception):
    """The command cannot be done; the message says why and what to do."""
