"""How often one may fail at the doors of the product. Whoever is right is never counted."""

from django.http import HttpRequest

from assay.kit.addresses import address_of, network_of
from assay.kit.limits import Limit

FIVE_MINUTES, AN_HOUR = 300, 3600
SIGN_IN_AS = Limit("sign in as", most=5, seconds=FIVE_MINUTES)
SIGN_IN_FROM = Limit("sign in from", most=20, seconds=FIVE_MINUTES)
SECOND_FACTOR = Limit("second factor", most=5, seconds=FIVE_MINUTES)
PASSKEY_FROM = Limit("passkey from", most=20, seconds=FIVE_MINUTES)
LINK_FROM = Limit("one-time link from", most=20, seconds=FIVE_MINUTES)
# Every request counts here, right or wrong: nobody may learn which address is known.
RESET_FOR = Limit("new password for", most=3, seconds=AN_HOUR)
RESET_FROM = Limit("new password from", most=20, seconds=AN_HOUR)
# A code of an authenticator app opens once; it would fit for a minute and a half.
USED_CODE = Limit("used code", most=1, seconds=FIVE_MINUTES)


def place_of(request: HttpRequest) -> str:
    """Return what counts as one place to try from."""
    return network_of(address_of(request))


def sign_in_seconds_left(request: HttpRequest, email: str) -> int:
    """Return how long nobody may sign in as `email` from here; 0 when they may."""
    return max(SIGN_IN_AS.seconds_left(_known_as(email)), SIGN_IN_FROM.seconds_left(place_of(request)))


def count_failed_sign_in(request: HttpRequest, email: str) -> None:
    SIGN_IN_AS.count(_known_as(email))
    SIGN_IN_FROM.count(place_of(request))


def reset_seconds_left(request: HttpRequest, email: str) -> int:
    """Return how long no new password can be asked for `email` from here; 0 when it can."""
    return max(RESET_FOR.seconds_left(_known_as(email)), RESET_FROM.seconds_left(place_of(request)))


def count_reset(request: HttpRequest, email: str) -> None:
    RESET_FOR.count(_known_as(email))
    RESET_FROM.count(place_of(request))


def _known_as(email: str) -> str:
    return email.strip().lower()
