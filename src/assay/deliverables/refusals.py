"""What the verbs of a deliverable refuse, and how pages and the API answer it."""

from collections.abc import Sequence

from assay.rest.errors import Known, register_errors


class NothingAttached(Exception):
    """There is nothing to read yet."""


class NotNeeded(Exception):
    """The deliverable is waived; bring it back first."""


class AlreadySigned(Exception):
    """It is signed and did not change since."""


class ReadAgain(Exception):
    """What is attached is no longer what whoever decides has read."""


class NotEntitled(Exception):
    """Somebody else has to do this."""


class NoSuchThing(ValueError):
    """What shall be attached is not there, or not for this person to see, or of another project."""


class TooMany(ValueError):
    """A deliverable holds so many and no more."""


class WrongDiscipline(ValueError):
    """The reviewers are one data scientist and one engineer, and two people."""


class NotReady(Exception):
    """The check list and the reviews come before a signature; `missing` says what is left."""

    def __init__(self, message: str, missing: Sequence[str]) -> None:
        super().__init__(message)
        self.missing = list(missing)


KNOWN: dict[type[Exception], Known] = {
    NothingAttached: (409, "nothing-attached", ""),
    NotNeeded: (409, "not-needed", ""),
    AlreadySigned: (409, "already-signed", ""),
    ReadAgain: (409, "edited-meanwhile", ""),
    NotEntitled: (403, "not-for-you", ""),
    NoSuchThing: (422, "invalid", "thing"),
    TooMany: (422, "invalid", ""),
    WrongDiscipline: (422, "invalid", "person"),
    NotReady: (409, "not-ready", ""),
}


def fields_of(error: Exception) -> dict[str, list[str]]:
    """Return what programs are told beside the message: what is missing before it can be signed."""
    return {"missing": list(error.missing)} if isinstance(error, NotReady) else {}


def register_refusals() -> None:
    register_errors(KNOWN)


def status_of(error: Exception) -> int:
    return KNOWN[type(error)][0]
