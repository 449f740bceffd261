"""Keep secrets out of the log, whoever writes the line."""

import logging
import re

MASK = "…"
_SECRETS = re.compile(
    r"""(?P<kept>\bassay_[a-z]{0,8}_?(?=\w{8})        # API tokens
        | \b(?:Bearer|Basic|Token)\s+                  # Authorization headers
        | /welcome/ | /join/ | /s/                     # one-time links, invitations, share links
        | /no-more-letters/                            # what ends letters without signing in
        | \b(?:enter|join|share)_(?=[\w-]{20})         # their secrets anywhere else
        | (?:password|secret|token)["']?\s*[=:]\s*["']?  # form bodies and settings
    )[^\s"'&/<>,;]{4,}""",
    re.IGNORECASE | re.VERBOSE,
)


def without_secrets(text: str) -> str:
    return _SECRETS.sub(lambda found: found["kept"] + MASK, text)


class SecretFilter(logging.Filter):
    """Mask secrets in the message and in the traceback of every record that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_secrets(record.exc_text)
        return True
