"""The filter of tasks, one line of text: `phase:modeling assignee:me age:>5d -kind:experiment words "a phrase"`.

Terms stand beside each other and all must hold; a minus before one turns it round; a comma between values means or.
Read here, and written again; what a name means, and in which rows, `assay.tasks.filtering` knows.
"""

from .errors import MESSAGES, FilterError, Mistake
from .keys import CHOICES, NAMES, NOBODY, Form, Key, form_of
from .near import nearest
from .parsing import MOST_CHARACTERS, parse
from .syntax import Bound, Condition, Days, Filter, Sign, Term, Value, Words
from .writing import quoted, written

__all__ = [
    "CHOICES",
    "MESSAGES",
    "MOST_CHARACTERS",
    "NAMES",
    "NOBODY",
    "Bound",
    "Condition",
    "Days",
    "Filter",
    "FilterError",
    "Form",
    "Key",
    "Mistake",
    "Sign",
    "Term",
    "Value",
    "Words",
    "form_of",
    "nearest",
    "parse",
    "quoted",
    "written",
]
