"""What may be logged: sizes and characters. The numbers are MLflow's, so that its clients meet no surprise."""

from collections.abc import Sized

from django.utils.translation import gettext as _

METRICS_A_BATCH = 1000
PARAMS_A_BATCH = 100
TAGS_A_BATCH = 100
ITEMS_A_BATCH = 1000
KEYS_A_RUN = 10_000
KEY_LENGTH = 250
PARAM_LENGTH = 6000
TAG_LENGTH = 8000
NAME_LENGTH = 250
GROUP_NAME_LENGTH = 500
GROUP_TAG_LENGTH = 20_000
DATASET_NAME_LENGTH = 500
DIGEST_LENGTH = 36
SCHEMA_LENGTH = 1_048_576
PROFILE_LENGTH = 16_777_216
INT64 = range(-(2**63), 2**63)


class BadValue(ValueError):
    """Something that was logged cannot be stored; the message says what and why."""


def checked_key(key: str, *, what: str) -> str:
    """Return the name of a metric, param or tag if it can be one. Raises `BadValue`."""
    if not key or key.isspace():
        raise BadValue(_("The name of a %(what)s is empty.") % {"what": what})
    if len(key) > KEY_LENGTH:
        raise BadValue(
            _("The name of the %(what)s %(key)s… has %(length)d characters; at most %(most)d are stored.")
            % {"what": what, "key": key[:40], "length": len(key), "most": KEY_LENGTH}
        )
    return checked_text(key, what=what)


def checked_text(text: str, *, what: str, most: int | None = None) -> str:
    """Return the text if a database can hold it. Raises `BadValue`."""
    if "\0" in text:
        raise BadValue(_("The %(what)s holds a NUL character, which cannot be stored.") % {"what": what})
    if most is not None and len(text) > most:
        raise BadValue(
            _("The %(what)s has %(length)d characters; at most %(most)d are stored.")
            % {"what": what, "length": len(text), "most": most}
        )
    return text


def checked_int64(number: int, *, what: str) -> int:
    """Return the number if it has at most 64 bits. Raises `BadValue`."""
    if number not in INT64:
        raise BadValue(_("The %(what)s is too large a number.") % {"what": what})
    return number


def checked_batch(metrics: Sized, params: Sized, tags: Sized) -> None:
    """Refuse a batch that is too large. Raises `BadValue`."""
    for things, most, what in (
        (metrics, METRICS_A_BATCH, _("metrics")),
        (params, PARAMS_A_BATCH, _("params")),
        (tags, TAGS_A_BATCH, _("tags")),
    ):
        _check_count(len(things), most, what)
    _check_count(len(metrics) + len(params) + len(tags), ITEMS_A_BATCH, _("metrics, params and tags"))


def _check_count(count: int, most: int, what: str) -> None:
    if count > most:
        raise BadValue(
            _("A batch can contain at most %(most)d %(what)s, this one has %(count)d. Send several batches.")
            % {"most": most, "what": what, "count": count}
        )
