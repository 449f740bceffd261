"""Why a server gave nothing. The messages can be shown to a person."""


class RemoteFault(Exception):
    """The server could not be asked; `can_help_itself` if a later try may go well."""

    can_help_itself = True


class Broke(RemoteFault):
    """The server failed over this very thing; it may do so for ever."""


class Refused(RemoteFault):
    """The server said no: a wrong token, no such address."""

    can_help_itself = False


class Unwelcome(Refused):
    """The server does not know us, or does not let us."""


class NotThere(Refused):
    """The server does not know the thing, or the address: an older one may not."""


class Odd(RemoteFault):
    """The answer is not what an MLflow server says."""
