"""Why a request to another server came to nothing. The messages can be shown to a person."""


class OutgoingFault(Exception):
    """A request that was not sent, or not answered."""


class NotAllowed(OutgoingFault):
    """The address may not be reached from here."""


class NotReached(OutgoingFault):
    """The server did not answer, not in time, or not in a way that can be trusted."""


class TooLarge(OutgoingFault):
    """The answer is longer than what was asked for."""
